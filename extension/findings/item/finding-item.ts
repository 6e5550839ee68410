import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { FindingRow, Grouping } from '#protocol/finding-list.ts';
import { listStateOf } from '#protocol/list-state.ts';
import { sentBackLabel } from '../../tickets/decisions/labels.ts';
import type { SentBackState } from '../../tickets/decisions/sent-back.ts';
import { dueLabel, overdueDays, shortDue } from '../../tickets/due.ts';
import { pendingIcon, pendingLabel } from '../../tickets/review/pending.ts';
import { rowContext } from '../../tickets/row-context.ts';
import { todayOf } from '../../tools/dates.ts';
import { initialsOf } from '../../tools/initials.ts';
import { divergenceLabels } from '../divergence-labels.ts';
import { chosenLabel, filingLabel, stateLabel, ticketName } from '../labels.ts';
import { severityIcon, severityLabel } from '../severity.ts';
import { overdueUri } from './overdue-decoration.ts';
import { nameOf, rowName } from './resource-name.ts';

/**
 * Returns the row of a finding: the resource, what is wrong with it, and when that is due. A narrow view cuts off the end, so what
 * decides comes first. The tooltip has everything in full; `findingTooltip` makes it when the pointer is on the row.
 *
 * @param sentBack what the reviewer asked and whether it is answered; `undefined` if nothing was sent back
 * @param grouping the groups of the list: unless they are states, the row says its state
 * @param ticketsRead `false`: tickets have never been read, so there may be one
 */
export function findingItem(
  finding: FindingRow,
  sentBack: SentBackState | undefined,
  { grouping, ticketsRead }: { readonly grouping: Grouping; readonly ticketsRead: boolean },
): TreeItem {
  const pending = finding.ticket?.pending;
  const { key, title, short = title, resource, severity, ticket, choice, kinds = [] } = finding;
  const resolved = finding.resolvedAt !== undefined;
  const today = todayOf(new Date());
  const group = listStateOf(finding);
  const news = [
    grouping !== 'state' && stateLabel(group, ticketsRead),
    // Its group already says so.
    resolved && group !== 'resolved' && l10n.t('resolved'),
    pending && pendingLabel(pending),
    sentBackLabel(sentBack),
    finding.filing && filingLabel(finding.filing),
    ...divergenceLabels(resolved ? duplicatesOf(finding) : finding.divergences, group),
  ];
  const chosen = choice === 'this' && chosenLabel();
  const assignee = ticket?.assignee;
  const item = new TreeItem(rowName(resource));
  item.id = key;
  item.description = joined(' · ', [
    short,
    ...news,
    shortDue(ticket, today),
    ticket && ticketName(ticket),
    assignee !== undefined && initialsOf(assignee),
    chosen,
  ]);
  item.iconPath = pending
    ? severityIcon(severity, pendingIcon(pending))
    : resolved
      ? new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed'))
      : severityIcon(severity);
  const overdue = overdueUri(overdueDays(ticket, today));
  if (overdue) item.resourceUri = overdue;
  const first = resolved ? l10n.t('resolved') : severityLabel(severity);
  const spoken = [
    nameOf(resource),
    title,
    ...news,
    dueLabel(ticket, today),
    ticket && ticketName(ticket),
    assignee,
    chosen,
  ];
  item.accessibilityInformation = { label: `${first}: ${joined(', ', spoken)}` };
  item.contextValue = rowContext({ row: 'finding', finding, ticket });
  item.command = {
    // A resolved finding has no mark in its template; its page shows what is left to do.
    command:
      kinds.includes('template') && !resolved ? 'guardrail.finding.goToTemplate' : 'guardrail.finding.open',
    title: '',
    arguments: [key],
  };
  return item;
}

function joined(separator: string, parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}

/** A resolved finding says so itself. */
function duplicatesOf({ divergences }: FindingRow): FindingRow['divergences'] {
  return divergences?.filter(({ code }) => code === 'duplicate');
}
