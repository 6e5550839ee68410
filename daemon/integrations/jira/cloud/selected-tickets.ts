import { countIssues, searchAndReconsileIssuesUsingJqlPost } from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import { z } from 'zod';
import { Problem } from '../../../domain/problems/problem.ts';
import type { TicketSelection } from '../../../domain/tickets/selection.ts';
import type { TicketReading } from '../../../domain/tickets/ticket.ts';
import { ticketFields } from '../issue.ts';
import { belongs, isRead, quoted } from '../jql.ts';
import { searchProblem } from '../problems.ts';
import { minutesSince } from '../since.ts';
import type { SiteClock } from '../site-clock.ts';
import type { Call } from '../transport.ts';
import { type AskPage, readNames, readSearch } from './search.ts';

/** Jira's own limits for one page. Other pages than those of ids are smaller. */
const maxPage = { tickets: 100, ids: 5_000 };
/** Jira's own limit. */
const maxReconciledTickets = 50;
/** Refusals which mean that a site does not count. */
const uncounted = new Set([
  'jira-site-invalid',
  'jira-site-unavailable',
  'jira-refused',
  'jira-access-denied',
]);

const counted = z.object({ count: z.number() });

export interface SelectedTicketsInput {
  readonly site: string;
  readonly client: (call: Call) => Client;
  readonly selection: TicketSelection;
  readonly clock: SiteClock;
}

/** The searches for the tickets of a selection. */
export function selectedTickets({ site, client, selection, clock }: SelectedTicketsInput) {
  async function search(
    body: Omit<Parameters<typeof searchAndReconsileIssuesUsingJqlPost>[1], 'reconcileIssues'>,
    { signal, reconcile = [] }: { signal: AbortSignal; reconcile?: readonly string[] | undefined },
  ) {
    const numbers = reconcile.filter((id) => /^\d{1,15}$/.test(id)).map(Number);
    try {
      return await searchAndReconsileIssuesUsingJqlPost(
        client({ operation: 'search', signal, repeats: true }),
        { ...body, ...(numbers.length > 0 && { reconcileIssues: numbers }) },
      );
    } catch (error) {
      throw searchProblem(error, selection.jql);
    }
  }

  const readTickets = (signal: AbortSignal, { updatedSince, reconcile }: TicketReading = {}) => {
    const minutes = () => (updatedSince === undefined ? 0 : minutesSince(updatedSince, clock));
    let asked = minutes();
    const ask: AskPage = async (nextPageToken, pageSignal) => {
      const recent = updatedSince === undefined ? '' : ` AND updated >= -${asked}m`;
      const answer = await search(
        {
          jql: `${isRead(selection)}${recent} ORDER BY updated ASC`,
          fields: ticketFields,
          maxResults: maxPage.tickets,
          ...(nextPageToken !== undefined && { nextPageToken }),
        },
        { signal: pageSignal, reconcile },
      );
      // The first response shows the site's clock. If it is ahead of this machine's, more was asked for.
      if (nextPageToken !== undefined || minutes() <= asked + 1) return answer;
      asked = minutes();
      return ask(undefined, pageSignal);
    };
    return readSearch(ask, site, signal);
  };

  return {
    readTickets,
    listTickets: (signal: AbortSignal) =>
      readNames(
        (nextPageToken, pageSignal) =>
          search(
            {
              jql: `${isRead(selection)} ORDER BY key ASC`,
              fields: ['id'],
              maxResults: maxPage.ids,
              ...(nextPageToken !== undefined && { nextPageToken }),
            },
            { signal: pageSignal },
          ),
        site,
        signal,
      ),
    async countTickets(signal: AbortSignal): Promise<number | undefined> {
      try {
        const call = client({ operation: 'count', signal, repeats: true });
        return counted.safeParse(await countIssues(call, { jql: isRead(selection) })).data?.count;
      } catch (error) {
        if (error instanceof Problem && uncounted.has(error.code)) return undefined;
        throw error;
      }
    },
    /**
     * Resolves to the keys of those tickets that meet the team's JQL. The search reads these tickets again, so
     * that its answer is as new as the tickets.
     */
    async matching(
      tickets: readonly { readonly key: string; readonly id?: string }[],
      signal: AbortSignal,
    ): Promise<Set<string>> {
      const keys = new Set<string>();
      for (let at = 0; at < tickets.length; at += maxReconciledTickets) {
        const some = tickets.slice(at, at + maxReconciledTickets);
        const jql = `${belongs(selection)} AND key in (${some.map(({ key }) => quoted(key)).join(', ')})`;
        const reconcile = some.flatMap(({ id }) => id ?? []);
        const names = readNames(
          (nextPageToken, pageSignal) =>
            search(
              { jql, fields: ['key'], maxResults: maxPage.tickets, ...(nextPageToken && { nextPageToken }) },
              { signal: pageSignal, reconcile },
            ),
          site,
          signal,
        );
        for await (const page of names) for (const { key } of page) if (key !== undefined) keys.add(key);
      }
      return keys;
    },
  };
}
