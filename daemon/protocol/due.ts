import type { TicketState } from './tickets.ts';

/** A ticket is due soon if at most this number of days are left. */
export const dueSoonDays = 7;

/** Where the due date of a ticket stands, by the calendar of the reader. */
export interface DueState {
  readonly state: 'overdue' | 'due-soon' | 'later';
  /** Whole calendar days until the due date: 0 on the day itself, negative after it. */
  readonly days: number;
}

/**
 * Returns where a ticket's due date stands. A due date has no time zone: it is over when the reader's own day is a later one.
 * Returns `undefined` without a valid date, and for a ticket that no longer waits for its developer.
 * @param today The reader's calendar date, `2026-11-23`.
 */
export function dueStateOf(
  ticket: { readonly state: TicketState; readonly due?: string } | undefined,
  today: string,
): DueState | undefined {
  if (ticket?.due === undefined || ticket.state !== 'todo') return undefined;
  const days = dayNumber(ticket.due) - dayNumber(today);
  if (Number.isNaN(days)) return undefined;
  return { state: days < 0 ? 'overdue' : days <= dueSoonDays ? 'due-soon' : 'later', days };
}

/** Returns the calendar date of the machine's own time zone, `2026-11-23`. */
export function localDay(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Days since 1970 of a calendar date. Both dates are read in UTC, so that no change of the clock counts. */
function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00.000Z`) / 86_400_000);
}
