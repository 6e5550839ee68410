import { bulkFetchIssues, searchAndReconsileIssuesUsingJqlPost } from 'jira.js/cloud';
import type { TicketSource } from '../../../domain/tickets/ticket.ts';
import { fatesOf } from '../by-key.ts';
import type { ClientOptions } from '../client.ts';
import type { TicketSourceSettings } from '../connector.ts';
import { expectFrom } from '../expect.ts';
import { ticketFields } from '../issue.ts';
import { isRead, ownLabel } from '../jql.ts';
import { searchProblem } from '../problems.ts';
import { sourceOfSingleTickets } from '../ticket-source.ts';
import { documentOf } from './adf.ts';
import { openCloud } from './client.ts';
import { readSearch } from './search.ts';

const maxPageTickets = 100;

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
): TicketSource {
  const connection = openCloud(settings, onCall, options);
  const { site, client } = connection;
  const { selection = {} } = settings;
  const { projects, jql: own } = selection;
  const jql = `${isRead(selection)} ORDER BY key`;

  const readTickets = (signal: AbortSignal, reconcile: readonly string[] = []) =>
    readSearch(
      async (nextPageToken, pageSignal) =>
        searchAndReconsileIssuesUsingJqlPost(
          client({ operation: 'search', signal: pageSignal, repeats: true }),
          {
            jql,
            fields: ticketFields,
            maxResults: maxPageTickets,
            ...(reconcile.length > 0 && {
              reconcileIssues: reconcile.filter((id) => /^\d{1,15}$/.test(id)).map(Number),
            }),
            ...(nextPageToken !== undefined && { nextPageToken }),
          },
        ).catch((error: unknown) => {
          throw searchProblem(error, own);
        }),
      site,
      signal,
    );

  const single = sourceOfSingleTickets(connection, documentOf);
  return {
    ...single,
    readTickets,
    findTickets: (tickets, signal) =>
      fatesOf(tickets, {
        bulkFetch: (keys) =>
          bulkFetchIssues(client({ operation: 'bulkFetch', signal, repeats: true }), {
            issueIdsOrKeys: [...keys],
            fields: ticketFields,
          }),
        readTicket: (key) => single.readTicket(key, signal),
        expect: expectFrom(site),
        belongs: ({ labels }) => projects !== undefined || own !== undefined || labels.includes(ownLabel),
      }),
  };
}
