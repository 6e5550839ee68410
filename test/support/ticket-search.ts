import type {
  ListedTicket,
  TicketPage,
  TicketReading,
  TicketSource,
} from '../../daemon/domain/tickets/ticket.ts';

/** Requests that a search received. */
export interface SearchLog {
  /** `updatedSince` of each reading; empty for one of all tickets. */
  readonly readings: string[];
  /** The ids to reconcile of the last reading. */
  reconciled: readonly string[];
  /** How often the names were listed. */
  lists: number;
  /** Keys of the tickets that were read by their names. */
  readonly fetched: string[];
}

type Search = Pick<TicketSource, 'readTickets' | 'listTickets' | 'countTickets' | 'fetchTickets'>;

/** A site's search that finds the tickets of these pages, in this order. */
export function searchOf(pages: readonly Partial<TicketPage>[]): { search: Search; log: SearchLog } {
  const log: SearchLog = { readings: [], reconciled: [], lists: 0, fetched: [] };
  const whole = pages.map(({ tickets = [], unreadable = [] }) => ({ tickets, unreadable }));
  const search: Search = {
    async *readTickets(_signal, { updatedSince = '', reconcile = [] }: TicketReading = {}) {
      log.readings.push(updatedSince);
      log.reconciled = reconcile;
      for (const { tickets, unreadable } of whole)
        yield { tickets: tickets.filter(({ updated }) => updated >= updatedSince), unreadable };
    },
    async *listTickets() {
      log.lists++;
      for (const { tickets, unreadable } of whole) yield [...tickets, ...unreadable];
    },
    async countTickets() {
      return whole.flatMap(({ tickets, unreadable }) => [...tickets, ...unreadable]).length;
    },
    async *fetchTickets(listed) {
      log.fetched.push(...listed.flatMap(({ key }) => key ?? []));
      const isAsked = ({ key }: ListedTicket) => listed.some((name) => name.key === key);
      for (const { tickets, unreadable } of whole)
        yield { tickets: tickets.filter(isAsked), unreadable: unreadable.filter(isAsked) };
    },
  };
  return { search, log };
}
