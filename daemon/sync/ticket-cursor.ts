import type { TicketPage } from '../domain/tickets/ticket.ts';

/** A site's clock is not further ahead of this machine's: a later time of a ticket says nothing. */
const maxAheadMs = 24 * 60 * 60_000;

/**
 * Follows how far tickets were read that come in the order of their changes, so that a reading that fails
 * continues where it was.
 * @param reconciled Ids of tickets that may come at any position.
 */
export function createTicketCursor(from: string | undefined, reconciled: readonly string[]) {
  const anywhere = new Set(reconciled);
  let reached = from;
  let newest = from;
  let last: string | undefined;
  let isOrdered = true;
  return {
    take({ tickets }: TicketPage): void {
      const limit = new Date(Date.now() + maxAheadMs).toISOString();
      for (const { id, updated } of tickets) {
        if (updated === '' || updated > limit) continue;
        if (newest === undefined || updated > newest) newest = updated;
        if (id !== undefined && anywhere.has(id)) continue;
        if (last !== undefined && updated < last) isOrdered = false;
        last = updated;
      }
      if (isOrdered && last !== undefined && (reached === undefined || last > reached)) reached = last;
    },
    /** Every ticket that was updated before this time was read. A site that does not keep the order stops it. */
    reached: () => reached,
    /** The latest time of all tickets: what was reached if nothing is missing. */
    newest: () => newest,
  };
}
