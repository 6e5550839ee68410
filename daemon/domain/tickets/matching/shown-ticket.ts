import { isCertainMatch, type TicketMatchKind } from '#protocol/tickets.ts';
import { stateOf } from '../state.ts';
import type { StatusNames, TicketRecord } from '../ticket.ts';

/** A ticket that tracks the finding, and how they match. */
export interface TicketCandidate {
  readonly ticket: TicketRecord;
  readonly match: TicketMatchKind;
  /** The ticket is about other findings, too. */
  readonly isShared?: boolean;
}

/**
 * Returns the ticket that represents a finding with several tickets. A certain match wins over a probable one, a ticket of
 * this finding alone over a shared one; an open ticket over one that is done; a ticket that waits for its developer over one
 * in review, because filing another ticket must not hide the first; then the ticket that was updated last.
 * @throws TypeError if there are no tickets.
 */
export function ticketOfFinding(
  candidates: readonly TicketCandidate[],
  names: StatusNames = {},
): TicketRecord {
  const isOpen = ({ ticket }: TicketCandidate) => Number(stateOf(ticket.status, names) !== 'done');
  const isAlone = ({ isShared = false }: TicketCandidate) => Number(!isShared);
  const isCertain = ({ match }: TicketCandidate) => Number(isCertainMatch(match));
  const isTodo = ({ ticket }: TicketCandidate) => Number(stateOf(ticket.status, names) === 'todo');
  const isBetter = (a: TicketCandidate, b: TicketCandidate) =>
    isAlone(a) - isAlone(b) ||
    isCertain(a) - isCertain(b) ||
    isOpen(a) - isOpen(b) ||
    isTodo(a) - isTodo(b) ||
    Date.parse(a.ticket.updated) - Date.parse(b.ticket.updated);
  return candidates.reduce((best, candidate) => (isBetter(candidate, best) > 0 ? candidate : best)).ticket;
}
