import {
  type NamedFinding,
  type NamedTicket,
  type NotificationToShow,
  showNotification,
  windowStateChanged,
} from '#protocol/notifications.ts';
import { printableName } from '../../base/printable.ts';
import { type Locale, textIn } from '../../base/text.ts';
import type { FindingHappening, Message, TicketHappening } from '../../domain/notifications/happening.ts';
import { titleOf } from '../../domain/rules/title.ts';
import type { NotificationDesk } from '../../sync/notification-desk.ts';
import type { Notify } from '../listen/connection.ts';
import type { Dispatch } from '../listen/dispatch.ts';

/** UTF-16 units of a name in a notification. */
const maxNameCharacters = 160;

export interface NotificationsInput {
  readonly desk: Pick<NotificationDesk, 'report' | 'left'>;
  readonly locale: () => Locale;
  readonly accountName: (account: string) => string | undefined;
  readonly notify: Notify;
  readonly closed: AbortSignal;
}

/** Takes the state of a window, and sends it what it is to say. */
export function answerNotifications(
  dispatch: Dispatch,
  { desk, locale, accountName, notify, closed }: NotificationsInput,
): void {
  const key = {};
  closed.addEventListener('abort', () => desk.left(key), { once: true });
  dispatch.notification(windowStateChanged, (state) => {
    if (closed.aborted) return;
    desk.report(key, {
      ...state,
      say: (message) => notify(showNotification.method, toShow(message, locale(), accountName)),
    });
  });
}

function toShow(
  message: Message,
  locale: Locale,
  accountName: NotificationsInput['accountName'],
): NotificationToShow {
  if (message.kind === 'digest') return { kind: 'digest', ...message.counts };
  const [first] = message.about;
  const count = message.about.length;
  return first.kind === 'critical'
    ? { kind: 'critical', count, first: namedFinding(first, locale, accountName) }
    : { kind: first.kind, count, first: namedTicket(first) };
}

function namedFinding(
  { finding }: FindingHappening,
  locale: Locale,
  accountName: NotificationsInput['accountName'],
): NamedFinding {
  const { key, account, resource, reopenedAt } = finding;
  return {
    key,
    title: name(textIn(titleOf(finding), locale)),
    resource: name(resource.name ?? '') || name(resource.id),
    account: name(accountName(account) ?? account),
    ...(reopenedAt !== undefined && { isAgain: true as const }),
  };
}

function namedTicket({ ticket: { key, summary }, finding }: TicketHappening): NamedTicket {
  return { key: name(key), summary: name(summary), ...(finding !== undefined && { finding }) };
}

/** Returns a text of AWS or Jira on one line, and not longer than a notification can show. */
function name(text: string): string {
  return printableName(text, maxNameCharacters);
}
