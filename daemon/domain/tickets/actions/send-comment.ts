import { Problem } from '../../problems/problem.ts';
import { intentionLabels } from '../evidence/intention.ts';
import type { TicketRecord } from '../ticket.ts';
import type { Review } from './action.ts';
import { commentRefused, reviewWithdrawn } from './action-problems.ts';
import type { Attempt } from './attempt.ts';
import { isRefusal } from './refusals.ts';

/** Adds the action's comment once, and resolves to the ticket. @throws Problem `comment-refused`, `review-withdrawn`. */
export async function sendComment(attempt: Attempt, ticket: TicketRecord): Promise<TicketRecord> {
  const { action, options, move } = attempt;
  const { jira, signal } = options;
  const isFresh = !options.resumed && move?.withComment !== true;
  const comment = await attempt.writeComment(ticket);
  if (!options.isQueued()) throw reviewWithdrawn(action.ticket);
  if (action.kind === 'review') await labelIntention(attempt, action, ticket);
  if (action.kind === 'undo' && action.undoes.kind === 'review') await labelIntention(attempt, {}, ticket);
  attempt.advance('comment-sent', move);
  try {
    await jira.commentOnce(action.ticket, { ...comment, isFresh }, signal);
    return ticket;
  } catch (error) {
    if (error instanceof Problem && isRefusal(error)) throw commentRefused(ticket, move, error);
    throw error;
  }
}

/** Each attempt sets the same labels. If the site does not allow it, the intention stands in the comment alone. */
async function labelIntention(
  { action, options: { jira, signal } }: Attempt,
  said: Partial<Pick<Review, 'outcome' | 'until'>>,
  { labels }: TicketRecord,
): Promise<void> {
  const change = intentionLabels(labels, said);
  if (change.add.length + change.remove.length === 0) return;
  try {
    await jira.changeLabels(action.ticket, change, signal);
  } catch (error) {
    if (!(error instanceof Problem) || !isRefusal(error)) throw error;
  }
}
