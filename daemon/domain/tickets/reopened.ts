import { stateOf } from './state.ts';
import type { StatusNames, TicketStatus } from './ticket.ts';

/** A status that a ticket was seen to leave. */
export interface LeftStatus {
  readonly status: TicketStatus;
  /** ISO 8601, UTC: not earlier than the move, by the site's clock if it reports times. */
  readonly at: string;
}

/** The latest statuses that are kept for a ticket. Earlier ones are forgotten, and with them that it was done. */
export const maxLeftItems = 6;

/**
 * Returns when a ticket that waits for its developer was moved away from done. A ticket that went to a review since then was
 * sent back, not reopened. Returns `undefined` if nothing recorded says so: it may have been done before it was read first.
 * @param left In the order in which they were left.
 */
export function reopenedSince(
  status: TicketStatus,
  left: readonly LeftStatus[],
  names: StatusNames,
): string | undefined {
  if (left.length === 0 || stateOf(status, names) !== 'todo') return undefined;
  const last = left.findLast((each) => stateOf(each.status, names) !== 'todo');
  return last && stateOf(last.status, names) === 'done' ? last.at : undefined;
}
