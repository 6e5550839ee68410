import { type Note, note } from '../domain/problems/note.ts';
import { type Problem, problem } from '../domain/problems/problem.ts';
import type { TicketFates, UnreadableTicket } from '../domain/tickets/ticket.ts';

/** More are counted, and not named. */
const maxNamedTickets = 5;

/** The site listed tickets in an unknown form. They are left out; what was known of them stays. */
export function ticketsUnreadable(unreadable: readonly UnreadableTicket[]): Problem {
  return problem('tickets-unreadable', {
    tickets: unreadable.length,
    named: unreadable.slice(0, maxNamedTickets),
  });
}

/** The search lists no ticket, and Jira itself does not say that the known ones are gone. No other ticket is forgotten. */
export function ticketsNotListed(known: number): Problem {
  return problem('jira-tickets-not-listed', { known });
}

/** The search lists no ticket, and Jira itself has none of those that were known. */
export function ticketsGone(known: number): Problem {
  return problem('jira-tickets-gone', { known });
}

/** They belong to a project that is not read. */
export function ticketsMoved(moved: TicketFates['moved']): Note {
  return note('tickets-moved', { tickets: moved.length, named: moved.slice(0, maxNamedTickets) });
}
