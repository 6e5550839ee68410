import { l10n } from 'vscode';
import type { FindingFilter, Grouping } from '#protocol/finding-list.ts';
import type { DigestCounts, NamedFinding, NamedTicket, NotificationToShow } from '#protocol/notifications.ts';
import { listOf } from '../tools/lists.ts';
import { numberOf } from '../tools/numbers.ts';

/** A button of a notification, and the command that it runs with arguments of our own. */
export interface NotificationAction {
  readonly title: string;
  readonly command: string;
  readonly argument?: unknown;
  /** How the findings are listed before the command shows them. */
  readonly list?: { readonly groupBy?: Grouping; readonly filter: FindingFilter };
}

/** A notification as the user sees it. Its text is not yet plain. */
export interface NotificationMessage {
  readonly text: string;
  readonly isUrgent: boolean;
  readonly actions: readonly NotificationAction[];
}

export function messageOf(shown: NotificationToShow): NotificationMessage {
  switch (shown.kind) {
    case 'critical':
      return criticalMessage(shown.count, shown.first);
    case 'sent-back':
      return { ...sentBackMessage(shown.count, shown.first), isUrgent: false };
    case 'conflict':
      return { ...conflictMessage(shown.count, shown.first), isUrgent: true };
    case 'digest':
      return { text: digestText(shown), isUrgent: false, actions: digestActions(shown) };
  }
}

function criticalMessage(count: number, first: NamedFinding): NotificationMessage {
  const isUrgent = true;
  const name = `${first.title} – ${placeOf(first)}`;
  if (count > 1)
    return {
      text: l10n.t('{0} new critical findings, among them: {1}', numberOf(count), name),
      isUrgent,
      actions: [{ ...showFindings(), list: { filter: { severities: ['critical'] } } }],
    };
  return {
    text: first.isAgain
      ? l10n.t('A critical finding fails again: {0}', name)
      : l10n.t('New critical finding: {0}', name),
    isUrgent,
    actions: [{ title: l10n.t('Open Finding'), command: 'guardrail.finding.open', argument: first.key }],
  };
}

/** Returns the resource and its account. Of a finding about the account itself, its name says both. */
function placeOf({ resource, account }: NamedFinding): string {
  return /^\d{12}$/.test(resource) ? account : `${resource} (${account})`;
}

type Said = Omit<NotificationMessage, 'isUrgent'>;

function sentBackMessage(count: number, first: NamedTicket): Said {
  if (count > 1)
    return {
      text: l10n.t('{0} of your reviews were sent back, among them: {1}', numberOf(count), nameOf(first)),
      actions: [showTickets()],
    };
  return { text: l10n.t('Your review was sent back: {0}', nameOf(first)), actions: [openTicket(first)] };
}

function conflictMessage(count: number, first: NamedTicket): Said {
  if (count > 1)
    return {
      text: l10n.t(
        '{0} actions that waited are in conflict with Jira, among them: {1}',
        numberOf(count),
        nameOf(first),
      ),
      actions: [showTickets()],
    };
  return {
    text: l10n.t('An action that waited is in conflict with Jira: {0}', nameOf(first)),
    actions: [
      {
        title: l10n.t('Resolve Conflict…'),
        command: 'guardrail.review.resolve',
        argument: { ticket: { key: first.key } },
      },
    ],
  };
}

function digestText({ overdue, due, sentBack, fresh }: DigestCounts): string {
  const parts = [
    overdue > 0 && l10n.t('{0} overdue', numberOf(overdue)),
    due > 0 && l10n.t('{0} due today', numberOf(due)),
    sentBack > 0 && l10n.t('{0} sent back', numberOf(sentBack)),
    fresh > 0 && l10n.t('{0} new', numberOf(fresh)),
  ].filter((part) => part !== false);
  const list = listOf(parts);
  return l10n.t('Your findings today: {0}', list);
}

function digestActions({ overdue, due, fresh }: DigestCounts): NotificationAction[] {
  const byDue = { groupBy: 'due', filter: {} } as const;
  if (overdue > 0) return [{ ...showFindings(), title: l10n.t('Show Overdue'), list: byDue }];
  if (due > 0) return [{ ...showFindings(), list: byDue }];
  return [fresh > 0 ? { ...showFindings(), list: { filter: {} } } : showTickets()];
}

const nameOf = ({ key, summary }: NamedTicket) => (summary === '' ? key : `${key} – ${summary}`);
const showFindings = () => ({ title: l10n.t('Show Findings'), command: 'guardrail.findings.focus' });
const showTickets = () => ({ title: l10n.t('Show Tickets'), command: 'guardrail.tickets.focus' });

function openTicket({ key, finding }: NamedTicket): NotificationAction {
  return finding === undefined
    ? { title: l10n.t('Open Ticket'), command: 'guardrail.ticket.open', argument: { ticket: { key } } }
    : { title: l10n.t('Open Finding'), command: 'guardrail.finding.open', argument: finding };
}
