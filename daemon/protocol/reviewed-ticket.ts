import { isEditKind, type PendingReview } from './pending-review.ts';
import type { TicketOfFinding, TicketView } from './tickets.ts';

/** The part of a ticket that a review or a decision needs; both `TicketOfFinding` and `TicketView` have it. */
export type ReviewedTicket = Pick<
  TicketOfFinding,
  'key' | 'url' | 'status' | 'state' | 'review' | 'decision'
> &
  Partial<Pick<TicketView, 'summary' | 'pending' | 'undo' | 'priority' | 'due' | 'match' | 'aws'>>;

/** Returns the part of a ticket that a review or decision needs. */
export function reviewedOf(ticket: TicketView): ReviewedTicket {
  const { key, url, status, state, summary, pending, undo, priority, due, match, aws } = ticket;
  return {
    ...{ key, url, status, state, summary },
    ...(pending && { pending, ...moveOf(pending) }),
    ...(undo && { undo }),
    ...(priority !== undefined && { priority }),
    ...(due !== undefined && { due }),
    ...(match && { match }),
    ...(aws && { aws }),
  };
}

/** Edits of single fields do not stop a review or a decision. */
function moveOf({ kind, state }: PendingReview): Pick<ReviewedTicket, 'review' | 'decision'> {
  if (isEditKind(kind)) return {};
  return kind === 'review' ? { review: state } : { review: state, decision: kind };
}

/** Returns whether a reviewer can decide: the ticket is in review, and nothing is being sent for it. */
export function isDecidable({ state, review }: Pick<ReviewedTicket, 'state' | 'review'>): boolean {
  return state === 'review' && review !== 'waiting';
}

/** Returns whether a person can decide about the ticket's match: it is probable, or a person confirmed it. */
export function isUndecided({ match }: Pick<TicketView, 'match'>): boolean {
  return match === 'text' || match === 'confirmed';
}
