import type { DigestCounts, NotificationKind } from '#protocol/notifications.ts';
import type { Finding } from '../findings/finding.ts';
import type { TicketRecord } from '../tickets/ticket.ts';

/** Something that a window says once. `id` is the same in every run of the daemon. */
export type Happening = FindingHappening | TicketHappening;

export interface FindingHappening {
  readonly kind: 'critical';
  readonly id: string;
  readonly finding: Finding;
}

export interface TicketHappening {
  readonly kind: 'sent-back' | 'conflict';
  readonly id: string;
  readonly ticket: Pick<TicketRecord, 'key' | 'summary'>;
  /** The key of the finding that the ticket tracks. */
  readonly finding?: string;
}

/** One message to one window. Happenings of one kind are one message, the most important first. */
export type Message =
  | { readonly kind: Happening['kind']; readonly about: readonly [Happening, ...Happening[]] }
  | { readonly kind: 'digest'; readonly counts: DigestCounts };

/** The order in which kinds are said if several wait. */
export const kindsInOrder: readonly Happening['kind'][] = [
  'critical',
  'conflict',
  'sent-back',
] satisfies NotificationKind[];
