import type { AwsAnswerView } from '#protocol/given-review.ts';
import { fitted, printableLine } from '../base/printable.ts';
import type { TableTexts } from '../server/texts/terminal-texts.ts';
import type { ReviewedTicket } from './review-cases.ts';
import type { TableOptions } from './tables.ts';

/** Returns the tickets in review, each with its developer's outcome and reason, and AWS's answer. Three lines a ticket. */
export function reviewTable(tickets: readonly ReviewedTicket[], { texts, columns }: TableOptions): string {
  const lines = tickets.flatMap((ticket) => [
    [
      ticket.key,
      ticket.pending && pendingOf(ticket, texts),
      ticket.due && texts.due(ticket.due),
      ticket.summary,
    ]
      .filter(Boolean)
      .join('  '),
    `  ${developerLine(ticket, texts)}`,
    `  ${awsLine(ticket, texts)}`,
  ]);
  return lines
    .map((line) => printableLine(line.replaceAll('\n', ' ')))
    .map((line) => `${columns === undefined ? line : fitted(line, columns).trimEnd()}\n`)
    .join('');
}

function pendingOf({ pending }: ReviewedTicket, texts: TableTexts): string | undefined {
  return pending && texts.pending[pending.state](pending.kind);
}

function developerLine({ review, reviewUnread }: ReviewedTicket, { outcome, review: words }: TableTexts) {
  if (reviewUnread) return words.unread;
  if (!review) return words.none;
  return words.given(outcome[review.outcome], dayAndTime(review.at), review);
}

function awsLine({ aws, match, reviewUnread }: ReviewedTicket, { review: words }: TableTexts): string {
  if (!aws) return words.noFinding;
  const answer: AwsAnswerView = aws;
  const state =
    answer.state === 'failing' ? words.failing : words.resolved(dayAndTime(answer.resolvedAt ?? ''));
  // The list of tickets has no time: it comes with the review.
  const none = reviewUnread ? undefined : words.neverRead;
  const read = answer.readAt === undefined ? none : words.readAt(dayAndTime(answer.readAt));
  return [state, read, answer.unread && words.unreadNow, match === 'text' && words.probable]
    .filter(Boolean)
    .join(' · ');
}

/** `2026-11-28 18:20 UTC` */
function dayAndTime(at: string): string {
  return at === '' ? '?' : `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
