import { showTickets } from '#protocol/ticket-list.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { ShownTickets } from '../session/shown-tickets.ts';

/** Handles requests for the list of tickets that a window shows. */
export function answerTicketList(dispatch: Dispatch, shown: ShownTickets): void {
  dispatch.request(showTickets, shown.show);
}
