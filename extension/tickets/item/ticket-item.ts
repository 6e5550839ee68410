import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { GivenReviewView } from '#protocol/given-review.ts';
import { reviewedOf } from '#protocol/reviewed-ticket.ts';
import { type TicketRow, ticketGroupOf } from '#protocol/ticket-list.ts';
import type { TicketState, TicketView } from '#protocol/tickets.ts';
import { divergenceLabel } from '../../findings/divergence-labels.ts';
import { overdueUri } from '../../findings/item/overdue-decoration.ts';
import { nameOf, rowName } from '../../findings/item/resource-name.ts';
import { todayOf } from '../../tools/dates.ts';
import { initialsOf } from '../../tools/initials.ts';
import { numberOf } from '../../tools/numbers.ts';
import { awsLabel, givenLabel, sentBackLabel } from '../decisions/labels.ts';
import type { SentBackState } from '../decisions/sent-back.ts';
import { dueLabel, overdueDays, shortDue } from '../due.ts';
import { pendingIcon, pendingLabel } from '../review/pending.ts';
import { rowContext } from '../row-context.ts';

export interface KnownOfTicket {
  /** The developer's review, if it was read. */
  readonly review: GivenReviewView | undefined;
  /** The answer that sent it back, as far as it was read. */
  readonly sentBack: SentBackState | undefined;
}

/**
 * Returns the row of a ticket: its key and its resource, what is wrong with that, and when it is due. A narrow view cuts off the end:
 * of a ticket in review, AWS's answer decides, of a duplicate the ticket that is used. The tooltip is made when the pointer is on
 * the row.
 */
export function ticketItem(ticket: TicketRow, { review, sentBack }: KnownOfTicket): TreeItem {
  const { key, summary, status, priority, assignee, pending, state, match, findings } = ticket;
  // A click opens its page, else the ticket in Jira.
  const finding = ticket.tracked;
  const today = todayOf(new Date());
  const inReview = state === 'review';
  const news = [
    pending && pendingLabel(pending),
    inReview && awsLabel(ticket.aws),
    review && givenLabel(review),
    sentBackLabel(sentBack),
    ...divergenceWords(ticket),
  ];
  const doubts = [
    findings
      ? l10n.t('{0} findings', numberOf(findings.length))
      : match === 'text' && l10n.t('finding probable'),
    ticket.findingUnknown && l10n.t('finding unknown'),
  ];
  const isShort = inReview || ticketGroupOf(ticket) === 'duplicate';
  const resource = finding && rowName(finding.resource);
  const item = new TreeItem(resource === undefined || isShort ? key : `${key} ${resource}`);
  item.id = key;
  item.description = joined(' · ', [
    ...news,
    isShort && resource,
    finding ? (finding.short ?? finding.title) : summary,
    shortDue(ticket, today),
    assignee !== undefined && initialsOf(assignee),
    ...doubts,
  ]);
  const isResolved = inReview && ticket.aws?.state === 'resolved' && !ticket.aws.unread;
  item.iconPath = new ThemeIcon(
    pending ? pendingIcon(pending) : icons[state],
    isResolved && !pending ? new ThemeColor('testing.iconPassed') : undefined,
  );
  const overdue = overdueUri(overdueDays(ticket, today));
  if (overdue) item.resourceUri = overdue;
  const spoken = [
    summary,
    finding && nameOf(finding.resource),
    status,
    ...news,
    priority,
    dueLabel(ticket, today),
    assignee,
    ...doubts,
  ];
  item.accessibilityInformation = { label: `${key}: ${joined(', ', spoken)}` };
  item.contextValue = rowContext({ row: 'ticket', finding, ticket: reviewedOf(ticket) });
  if (finding || ticket.url !== '')
    item.command = {
      command: finding ? 'guardrail.finding.open' : 'guardrail.ticket.open',
      title: '',
      arguments: [{ ticket }],
    };
  return item;
}

/** In review, AWS's answer says already that the finding is resolved. A ticket without a finding is in a group of that name. */
function divergenceWords({ key, state, divergences = [] }: TicketView): string[] {
  return divergences
    .filter(({ code }) => code !== 'without-finding' && !(state === 'review' && code === 'resolved-open'))
    .map((divergence) => {
      const { used } = divergence;
      if (used === undefined || used === key) return divergenceLabel(divergence);
      return l10n.t('duplicate of {0}', used);
    });
}

function joined(separator: string, parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}

const icons: Readonly<Record<TicketState, string>> = { todo: 'circle-outline', review: 'eye', done: 'pass' };
