import type { UnreadableTicket } from './ticket.ts';

/** How far the tickets of a scope were read. Times are of this machine, if nothing else is said. */
export interface TicketProgress {
  /** The beginning of the sync run with which the reading of all tickets began. */
  readonly beganAt: string;
  /** By the site's clock: every ticket that was updated until then is known. Absent: no ticket was read. */
  readonly updated?: string;
  /** When all tickets had been read. Since then only changes are read. Absent: not yet. */
  readonly readAt?: string;
  /** When the names of all tickets were compared with the known tickets last. */
  readonly listedAt?: string;
  /** How many tickets the site counted then, with those that came since then. */
  readonly count?: number;
  /** Tickets that could not be read. They are read again with each sync run. */
  readonly unreadable?: readonly UnreadableTicket[];
}
