import { l10n } from 'vscode';
import { dueStateOf } from '#protocol/due.ts';
import { type FindingView, stateOfFinding } from '#protocol/findings.ts';
import type { StateLine } from '../../../webview/finding/protocol.ts';
import { longDayOf } from '../../tools/dates.ts';
import { daysOf } from '../../tools/relative-time.ts';
import { filingLabel, stateLabel, ticketName } from '../labels.ts';

/** Returns where the finding and its ticket stand. @param today The reader's calendar date, `2026-11-23`. */
export function stateLineFor(finding: FindingView, today: string, locale?: string): StateLine {
  const { ticket, filing, resolvedAt, ticketUnknown } = finding;
  const due = resolvedAt === undefined ? dueStateOf(ticket, today) : undefined;
  const dueDay =
    ticket?.due !== undefined && ticket.state === 'todo' ? longDayOf(ticket.due, locale) : undefined;
  const rest = ticket
    ? [ticketName(ticket), ticket.status, dueDay && l10n.t('due {0}', dueDay), ticket.assignee]
    : [filing && filingLabel(filing)];
  const state = stateLabel(stateOfFinding(finding), !ticketUnknown);
  const [tone, lead] =
    resolvedAt !== undefined
      ? (['good', l10n.t('Resolved')] as const)
      : due?.state === 'overdue'
        ? (['late', l10n.t('{0} late', daysOf(-due.days, locale))] as const)
        : due?.state === 'due-soon'
          ? ([
              'soon',
              due.days === 0 ? l10n.t('Due today') : l10n.t('Due in {0}', daysOf(due.days, locale)),
            ] as const)
          : (['plain', state] as const);
  return { tone, lead, rest: rest.filter((text) => text !== undefined && text !== lead) as string[] };
}
