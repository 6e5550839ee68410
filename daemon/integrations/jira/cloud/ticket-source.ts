import { bulkFetchIssues } from 'jira.js/cloud';
import type { TicketService } from '../../../domain/tickets/ticket-service.ts';
import { type ByKey, fatesOf, fetchListed } from '../by-key.ts';
import type { ClientOptions } from '../client.ts';
import type { TicketSourceSettings } from '../connector.ts';
import { expectFrom } from '../expect.ts';
import { ticketFields } from '../issue.ts';
import { selectedTickets } from '../selected-tickets.ts';
import { createSiteClock } from '../site-clock.ts';
import { sourceOfSingleTickets } from '../ticket-source.ts';
import { documentOf } from './adf.ts';
import { factsOfCloud, openCloud } from './client.ts';
import { cloudSearches } from './searches.ts';

/**
 * Opens the tickets of a Jira Cloud site.
 * @param onCall Receives the operation's name before each request, including repetitions.
 * @throws Problem `jira-site-invalid` immediately; later, with any call, `jira-token-refused`,
 * `jira-captcha`, `jira-access-denied`, `jira-unreachable`, `jira-tls-failed`, `jira-proxy-refused`,
 * `proxy-unusable`, `jira-throttled`, `jira-failed` (may succeed later), `jira-refused` (will not),
 * `jira-unexpected`, `ticket-unknown`.
 */
export function connectJiraCloud(
  settings: TicketSourceSettings,
  onCall: (operation: string) => void,
  options?: ClientOptions,
): TicketService {
  const clock = createSiteClock();
  const connection = openCloud(settings, onCall, { clock, ...options });
  const { site, client } = connection;
  const { selection = {} } = settings;
  const selected = selectedTickets({ site, searches: cloudSearches(client), selection, clock });
  const single = sourceOfSingleTickets(connection, documentOf);
  const byKey = (signal: AbortSignal): ByKey => ({
    bulkFetch: (keys) =>
      bulkFetchIssues(client({ operation: 'bulkFetch', signal, repeats: true }), {
        issueIdsOrKeys: [...keys],
        fields: ticketFields,
      }),
    readTicket: (key) => single.readTicket(key, signal),
    expect: expectFrom(site),
  });
  return {
    ...single,
    readTickets: selected.readTickets,
    listTickets: selected.listTickets,
    countTickets: selected.countTickets,
    fetchTickets: (listed, signal) => fetchListed(listed, byKey(signal)),
    findTickets: (tickets, signal) =>
      fatesOf(tickets, byKey(signal), (found) => selected.owned(found, signal)),
    readConnection: async () => factsOfCloud(connection),
  };
}
