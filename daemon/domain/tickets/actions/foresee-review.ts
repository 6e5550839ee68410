import { stateOf } from '../state.ts';
import type { StatusNames, TicketSource, TicketTransition } from '../ticket.ts';
import { ticketAlreadyDone } from './action-problems.ts';
import { findMove } from './find-move.ts';

/** A review that was not written yet. */
export interface ForeseenReview {
  /** A key. */
  readonly ticket: string;
  /** The move that the person chose. */
  readonly transition?: string | undefined;
}

/**
 * Resolves to the move that a review would take now. Changes nothing.
 * @throws Problem that the review would have, with the fields, choices or ways that it would ask for.
 */
export async function moveOfReview(
  { ticket: key, transition }: ForeseenReview,
  { jira, names, signal }: { jira: TicketSource; names: StatusNames; signal: AbortSignal },
): Promise<TicketTransition> {
  const [ticket, offered] = await Promise.all([
    jira.readTicket(key, signal),
    jira.listTransitions(key, signal),
  ]);
  if (stateOf(ticket.status, names) !== 'todo') throw ticketAlreadyDone(ticket);
  const action = { kind: 'review' as const, ticket: key, ...(transition !== undefined && { transition }) };
  // The review itself learns which status of a board is a review.
  return findMove({ action, options: { jira, names, signal, onReviewStatus() {} } }, ticket, offered);
}
