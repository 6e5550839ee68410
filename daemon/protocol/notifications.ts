import { notification, windowNotification } from './message.ts';
import { boolean, choice, list, object, optional, text, type ValueOf } from './schema.ts';

/**
 * `critical`: a critical finding is new. `sent-back`: a reviewer sent a review of this user back. `conflict`: Jira refused an
 * action that waited. `digest`: what is due, once a day.
 */
export const notificationKinds = ['critical', 'sent-back', 'conflict', 'digest'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export const windowState = object({
  /** Whether the user works in this window. */
  focused: boolean,
  /** The kinds that the user wants. */
  kinds: list(choice(notificationKinds)),
  /** The local time in which nothing is said: `19:00-08:30`. Absent: never quiet. */
  quietHours: optional(text({ maxCharacters: 11 })),
  /** The local time of the digest: `09:00`. */
  digestTime: text({ maxCharacters: 5 }),
  /** An IANA name: `Asia/Tokyo`. */
  timeZone: text({ maxCharacters: 100 }),
});
export type WindowState = ValueOf<typeof windowState>;

/** The state by which the daemon chooses the window that says something. Sent after the handshake, and at each change. */
export const windowStateChanged = notification({
  method: 'guardrail/notifications/window',
  sender: 'window',
  params: windowState,
});

/** A finding or ticket that a notification names. Names are plain and on one line. */
export interface NamedFinding {
  readonly key: string;
  readonly title: string;
  readonly resource: string;
  /** Its name, or its id if it has no name. */
  readonly account: string;
  /** It was resolved before. */
  readonly isAgain?: true;
}

export interface NamedTicket {
  readonly key: string;
  readonly summary: string;
  /** The key of the finding that it tracks. */
  readonly finding?: string;
}

/** The facts of a notification, which the window puts into words. `first` is the only one, or the one that matters most of `count`. */
export type NotificationToShow =
  | { readonly kind: 'critical'; readonly count: number; readonly first: NamedFinding }
  | { readonly kind: 'sent-back' | 'conflict'; readonly count: number; readonly first: NamedTicket }
  | ({ readonly kind: 'digest' } & DigestCounts);

export interface DigestCounts {
  /** Findings that fail and whose ticket is due on this day. */
  readonly due: number;
  /** Findings that fail and whose ticket was due before this day. */
  readonly overdue: number;
  /** Tickets whose review by this user was sent back, and that still wait. */
  readonly sentBack: number;
  /** Findings that are new since the last digest and still fail. */
  readonly fresh: number;
}

/** Something happened. The daemon sends it to one window, and never again. */
export const showNotification = windowNotification<NotificationToShow>('guardrail/notifications/show');
