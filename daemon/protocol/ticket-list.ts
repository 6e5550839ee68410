import { hasDivergence } from './divergence.ts';
import type { FindingRow } from './finding-list.ts';
import type { ListChange } from './list-change.ts';
import { request, returns, windowNotification } from './message.ts';
import { choice, list, number, object, type ValueOf } from './schema.ts';
import type { TicketView } from './tickets.ts';

/**
 * The groups of tickets, in the order in which they ask for attention: those that need a decision, then the kanban. `duplicate`:
 * another open ticket stands for its finding. `without-finding`: it is open, and AWS reports nothing for it.
 */
export const ticketGroups = ['conflict', 'duplicate', 'without-finding', 'todo', 'review', 'done'] as const;
export type TicketGroupName = (typeof ticketGroups)[number];

export function ticketGroupOf(
  ticket: Pick<TicketView, 'key' | 'state' | 'pending' | 'divergences'>,
): TicketGroupName {
  const { key, state, pending, divergences = [] } = ticket;
  if (pending?.state === 'conflict') return 'conflict';
  if (divergences.some(({ used }) => used !== undefined && used !== key)) return 'duplicate';
  return hasDivergence(ticket, 'without-finding') ? 'without-finding' : state;
}

/** A group of the list of tickets. */
export interface TicketGroup {
  readonly id: TicketGroupName;
  readonly count: number;
}

/** A ticket as a row of a list. */
export type TicketRow = TicketView & {
  /** The finding that it tracks, if that is listed. */
  readonly tracked?: FindingRow;
};

/** The differences between what a window has and the list of tickets that it shows. */
export type TicketListChange = ListChange<{ readonly all: number }, TicketGroup, TicketRow>;

const params = object({
  /** The groups whose rows the window shows, and at most how many of each. */
  open: list(object({ group: choice(ticketGroups), rows: number })),
  /** The `version` that the window has; 0 if it has nothing. */
  have: number,
});
export type ShowTicketsParams = ValueOf<typeof params>;

/**
 * The window shows the list of tickets, those of a group by due date, only as far as it is visible. The daemon remembers it, and
 * later sends what changes in it.
 */
export const showTickets = request({
  method: 'guardrail/tickets/show',
  sender: 'window',
  params,
  result: returns<TicketListChange>(),
});

/** Reports the changes of the list that the window shows. */
export const ticketListChanged = windowNotification<TicketListChange>('guardrail/tickets/shownChanged');
