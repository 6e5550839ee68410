import { type Note, note } from '../domain/problems/note.ts';
import { type Problem, problem } from '../domain/problems/problem.ts';
import type { TicketFates, UnreadableTicket } from '../domain/tickets/ticket.ts';

/** Further tickets are counted and not named. */
const maxNamedTickets = 5;

/** The site listed tickets in an unknown form. They are left out, and their known data stays. */
export function ticketsUnreadable(unreadable: readonly UnreadableTicket[]): Problem {
  return problem('tickets-unreadable', {
    tickets: unreadable.length,
    named: unreadable.slice(0, maxNamedTickets),
  });
}

/** The search lists no ticket, but Jira itself does not confirm that the known tickets are gone. No other ticket is forgotten. */
export function ticketsNotListed(known: number): Problem {
  return problem('jira-tickets-not-listed', { known });
}

/** The search lists no ticket, and Jira itself has none of the known tickets. */
export function ticketsGone(known: number): Problem {
  return problem('jira-tickets-gone', { known });
}

/** These tickets belong to a project that is not read. */
export function ticketsMoved(moved: TicketFates['moved']): Note {
  return note('tickets-moved', { tickets: moved.length, named: moved.slice(0, maxNamedTickets) });
}
