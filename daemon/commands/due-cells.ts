import { type DueState, dueStateOf, localDay } from '#protocol/due.ts';
import type { TicketState } from '#protocol/tickets.ts';
import type { DueTexts } from '../server/texts/terminal-texts.ts';

/** A ticket as its due date needs it. */
export interface DueTicket {
  readonly state: TicketState;
  readonly due?: string;
}

/** Returns a due date with the days that are left or over, if they matter soon; `undefined` without a date. */
export function dueCell(
  ticket: DueTicket | undefined,
  texts: DueTexts,
  now = new Date(),
): string | undefined {
  if (ticket?.due === undefined) return undefined;
  const due = dueStateOf(ticket, localDay(now));
  return due && due.state !== 'later' ? `${ticket.due} (${texts[due.state](due.days)})` : ticket.due;
}

/** Returns the members that a program gets next to the date; none without a date or if the ticket no longer waits for its developer. */
export function dueForPrograms(
  ticket: DueTicket,
  now = new Date(),
): { readonly dueState?: DueState['state']; readonly dueInDays?: number } {
  const due = dueStateOf(ticket, localDay(now));
  return due ? { dueState: due.state, dueInDays: due.days } : {};
}

/** Returns how many of the tickets are overdue, and how many are due soon. */
export function countDue(
  tickets: Iterable<DueTicket | undefined>,
  now = new Date(),
): { readonly overdue: number; readonly dueSoon: number } {
  const today = localDay(now);
  const states = [...tickets].map((ticket) => dueStateOf(ticket, today)?.state);
  const count = (wanted: DueState['state']) => states.filter((state) => state === wanted).length;
  return { overdue: count('overdue'), dueSoon: count('due-soon') };
}
