import { l10n, type MarkdownString } from 'vscode';
import type { TicketView } from '#protocol/tickets.ts';
import { divergenceLines } from '../../findings/divergence-labels.ts';
import { markdownTooltip } from '../../findings/item/markdown-tooltip.ts';
import { todayOf } from '../../tools/dates.ts';
import { dueLabel } from '../due.ts';
import { stepsLabel } from '../review/pending.ts';

/**
 * Returns everything that a row of a ticket has no room for.
 *
 * @param sides what the reviewer answered, or the developer's review and AWS's answer; lines of plain text
 */
export function ticketTooltip(ticket: TicketView, sides: readonly string[]): MarkdownString {
  const { key, summary, status, priority, assignee, pending } = ticket;
  const due = dueLabel(ticket, todayOf(new Date()));
  return markdownTooltip({
    title: `${key} ${summary}`,
    news: [
      ...divergenceLines(ticket.divergences),
      ticket.findingUnknown &&
        l10n.t('It is unknown whether its finding exists: not everything that it may be about was read.'),
      ...sides,
      pending?.note,
      pending && stepsLabel(pending),
    ],
    facts: [[status, priority, due, assignee].filter(Boolean).join(' · ')],
  });
}
