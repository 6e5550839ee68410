import { createSharedTexts } from '../base/shared-texts.ts';
import type { ReadRemoteLinks, TicketRecord } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/**
 * Returns the store with the tickets of the scope in use in memory: a change does not read thousands of tickets again, and a
 * ticket is the same object until it changes. Subscribes to the events, so create it before those that read tickets at an event.
 */
export function withRememberedTickets(store: Store, events: SyncEvents): Store {
  let scope: string | undefined;
  let byKey = new Map<string, TicketRecord>();
  let sorted: TicketRecord[] | undefined;
  let links: Map<string, ReadRemoteLinks> | undefined;
  /** Keys of tickets that came since the last reading. */
  const added = new Set<string>();

  events.subscribe((happened) => {
    for (const event of happened) {
      if (event.type === 'store-rebuilt') scope = undefined;
      if (scope === undefined) continue;
      if (event.type === 'ticket-links-changed') {
        if (event.scope === scope) links = links && new Map(links).set(event.key, event.links);
        continue;
      }
      if (event.type === 'ticket-forgotten' && event.scope === scope) {
        byKey.delete(event.key);
        if (links?.has(event.key)) links = new Map([...links].filter(([key]) => key !== event.key));
      } else if ((event.type === 'ticket-changed' || event.type === 'ticket-moved') && event.scope === scope)
        put(event.ticket);
      else continue;
      sorted = undefined;
    }
  });

  function put(ticket: TicketRecord): void {
    byKey.set(ticket.key, ticket);
    added.add(ticket.key);
  }

  function all(wanted: string): TicketRecord[] {
    if (scope !== wanted) {
      byKey = new Map();
      added.clear();
      for (const ticket of store.tickets.all(wanted)) put(ticket);
      sorted = undefined;
      links = undefined;
      scope = wanted;
    }
    const shared = createSharedTexts();
    for (const key of added) shared.in(byKey.get(key));
    added.clear();
    sorted ??= [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    return sorted;
  }

  function remoteLinks(wanted: string): ReadonlyMap<string, ReadRemoteLinks> {
    all(wanted);
    links ??= new Map(store.tickets.remoteLinks(wanted));
    return links;
  }

  return { ...store, tickets: { ...store.tickets, all, remoteLinks } };
}
