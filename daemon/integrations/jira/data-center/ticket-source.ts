import type { TicketService } from '../../../domain/tickets/ticket-service.ts';
import { type ByKey, fatesOf, fetchListed } from '../by-key.ts';
import type { ClientOptions } from '../client.ts';
import type { TicketSourceSettings } from '../connector.ts';
import { expectFrom } from '../expect.ts';
import { selectedTickets } from '../selected-tickets.ts';
import { createSiteClock } from '../site-clock.ts';
import { sourceOfSingleTickets } from '../ticket-source.ts';
import { openDataCenter } from './client.ts';
import { dataCenterSearches } from './searches.ts';
import { readTokenExpiry } from './token.ts';
import { wikiOf } from './wiki.ts';

/** Data Center has no request for several tickets that does not use the search. */
const maxSingleTickets = 100;

/**
 * Opens the tickets of a Jira Data Center site (10.3 and later).
 * @param onCall Receives the operation's name before each request, including repetitions.
 * @param version Of the site, if it reports it.
 * @throws Problem like `connectJiraCloud`.
 */
export function connectJiraDataCenter(
  settings: TicketSourceSettings,
  onCall: (operation: string) => void,
  { version, ...options }: ClientOptions & { readonly version?: string | undefined } = {},
): TicketService {
  const clock = createSiteClock();
  const connection = openDataCenter(settings, onCall, { clock, ...options });
  const { site } = connection;
  const { selection = {} } = settings;
  const searches = dataCenterSearches(connection);
  const selected = selectedTickets({ site, searches, selection, clock });
  const single = sourceOfSingleTickets(connection, wikiOf);
  const byKey = (signal: AbortSignal): ByKey => ({
    readTicket: (key) => single.readTicket(key, signal),
    maxSingleTickets,
    expect: expectFrom(site),
  });

  return {
    ...single,
    readTickets: selected.readTickets,
    listTickets: selected.listTickets,
    countTickets: selected.countTickets,
    // The search has just listed these tickets. If it refuses one of them, they are read one by one.
    fetchTickets: (listed, signal) =>
      fetchListed(listed, { ...byKey(signal), bulkFetch: (keys) => searches.searchKeys(keys, signal) }),
    findTickets: (tickets, signal) =>
      fatesOf(tickets, byKey(signal), (found) => selected.owned(found, signal)),
    async readConnection(signal) {
      const token = await readTokenExpiry(connection, signal);
      return {
        kind: 'data-center',
        ...(version !== undefined && { version }),
        ...(token && { tokenExpires: token.expires, ...(token.name && { tokenName: token.name }) }),
      };
    },
  };
}
