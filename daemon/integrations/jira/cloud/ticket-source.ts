import {
  bulkFetchIssues,
  doTransition,
  getIssue,
  getTransitions,
  searchAndReconsileIssuesUsingJqlPost,
} from 'jira.js/cloud';
import type { z } from 'zod';
import type { TicketSource } from '../../../domain/tickets/ticket.ts';
import type { TicketSourceSettings } from '../connector.ts';
import { isRead, ownLabel } from '../jql.ts';
import { jiraUnexpected, searchProblem } from '../problems.ts';
import { originOf } from '../site.ts';
import { readColumns } from './boards.ts';
import { fatesOf } from './by-key.ts';
import { type ClientOptions, openClient } from './client.ts';
import { reviewComments } from './comments.ts';
import { offeredTransitions, ticketFields, ticketOfIssue } from './issue.ts';
import { languageOfAccount } from './language.ts';
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
  const site = originOf(settings.site);
  const client = openClient({ site, email: settings.email, token: settings.token }, onCall, options);
  const { selection = {} } = settings;
  const { projects, jql: own } = selection;
  const jql = `${isRead(selection)} ORDER BY key`;

  function expect<T>(shape: z.ZodType<T>, value: unknown, operation: string): T {
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    throw jiraUnexpected(site, `${operation}: ${parsed.error.issues[0]?.path.join('.')}`);
  }

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

  const comments = reviewComments({ site, client, expect });

  async function readTicket(key: string, signal: AbortSignal) {
    const operation = 'getIssue';
    const call = client({ operation, ticket: key, signal });
    const issueIdOrKey = encodeURIComponent(key);
    return expect(ticketOfIssue, await getIssue(call, { issueIdOrKey, fields: ticketFields }), operation);
  }

  return {
    readTickets,
    readTicket,
    findTickets: (tickets, signal) =>
      fatesOf(tickets, {
        bulkFetch: (keys) =>
          bulkFetchIssues(client({ operation: 'bulkFetch', signal, repeats: true }), {
            issueIdsOrKeys: [...keys],
            fields: ticketFields,
          }),
        readTicket: (key) => readTicket(key, signal),
        expect,
        belongs: ({ labels }) => projects !== undefined || own !== undefined || labels.includes(ownLabel),
      }),
    async listTransitions(key, signal) {
      const operation = 'getTransitions';
      const { transitions } = await getTransitions(client({ operation, ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        expand: 'transitions.fields',
      });
      return expect(offeredTransitions, transitions, operation);
    },
    async move(key, transitionId, signal, comment) {
      const update = comment && (await comments.asUpdate(key, comment, signal));
      await doTransition(client({ operation: 'doTransition', ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        transition: { id: transitionId },
        ...(update && { update }),
      });
    },
    readLanguage: languageOfAccount(client),
    readColumns: (key, signal) => readColumns(client, key, signal),
    commentOnce: comments.commentOnce,
    hasComment: comments.hasComment,
  };
}
