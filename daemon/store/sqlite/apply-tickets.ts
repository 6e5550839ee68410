import type { TicketEvent } from '../../domain/events.ts';
import { maxLeftItems } from '../../domain/tickets/reopened.ts';
import type { TicketRecord } from '../../domain/tickets/ticket.ts';
import type { TicketChange } from '../changes.ts';
import type { Tables } from './tables.ts';
import type { KnownTicket } from './tickets.ts';

/** Writes a change of tickets. Returns the differences from the earlier state. */
export function applyTickets({ tickets, ticketReads }: Tables, change: TicketChange): TicketEvent[] {
  const { scope } = change;
  switch (change.kind) {
    case 'tickets-listed':
      return change.tickets.flatMap((ticket) => {
        if (tickets.seenAgain(scope, ticket, change.at)) return [];
        const known = tickets.get(scope, ticket.key);
        if (known && tickets.isOutdated(ticket, known, change.listedAt)) {
          tickets.keep(scope, ticket.key, change.at);
          return [];
        }
        tickets.put(scope, ticket, change.at);
        const before = known?.ticket ?? renamed(tickets, scope, ticket);
        if (before) keepLeftStatus(tickets, scope, ticket, before, change.listedAt);
        return [difference(scope, ticket, known?.ticket)];
      });
    case 'tickets-exist':
      for (const key of change.keys) tickets.keep(scope, key, change.at);
      return [];
    case 'ticket-read': {
      const { ticket, at } = change;
      const known = tickets.get(scope, ticket.key);
      if (!known || isOlder(ticket, at, known)) return [];
      if (!tickets.replace(scope, ticket, at)) return [];
      keepLeftStatus(tickets, scope, ticket, known.ticket, at);
      return [difference(scope, ticket, known.ticket)];
    }
    case 'ticket-links-read': {
      const { key, links } = change;
      return tickets.putLinks(scope, key, links) ? [{ type: 'ticket-links-changed', scope, key, links }] : [];
    }
    case 'ticket-forgotten':
      return tickets.forget(scope, change.key) ? [{ type: 'ticket-forgotten', scope, key: change.key }] : [];
    case 'tickets-progress':
      ticketReads.put(scope, change.progress);
      return [];
  }
}

/** A later reading is older only by its clock if Jira says that the ticket was updated since then: the clock was set back. */
function isOlder(ticket: TicketRecord, at: string, known: KnownTicket): boolean {
  if (known.readAt === undefined || known.readAt <= at) return false;
  return !(Date.parse(ticket.updated) > Date.parse(known.ticket.updated));
}

/** Returns the ticket under its earlier key, if it was moved to another project. */
function renamed(tickets: Tables['tickets'], scope: string, ticket: TicketRecord): TicketRecord | undefined {
  const [earlier] = tickets.renamed(scope, [ticket]);
  return earlier && tickets.get(scope, earlier.key)?.ticket;
}

/** Remembers the status that a ticket left, because Jira's lists show only the one that it has now. */
function keepLeftStatus(
  tickets: Tables['tickets'],
  scope: string,
  ticket: TicketRecord,
  before: TicketRecord,
  readAt: string,
): void {
  const isMoved = before.status.id !== ticket.status.id;
  if (!isMoved && before.key === ticket.key) return;
  const updated = Date.parse(ticket.updated);
  const at = Number.isNaN(updated) ? readAt : new Date(updated).toISOString();
  const left = { status: before.status, at };
  const kept = [...tickets.leftStatuses(scope, before.key), ...(isMoved ? [left] : [])].slice(-maxLeftItems);
  if (kept.length === 0) return;
  tickets.putLeftStatuses(scope, ticket.key, kept);
}

function difference(scope: string, ticket: TicketRecord, before: TicketRecord | undefined): TicketEvent {
  if (before === undefined) return { type: 'ticket-changed', scope, ticket };
  const type = before.status.id === ticket.status.id ? 'ticket-changed' : 'ticket-moved';
  return { type, scope, ticket, before };
}
