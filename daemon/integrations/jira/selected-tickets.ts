import { z } from 'zod';
import { Problem } from '../../domain/problems/problem.ts';
import type { TicketSelection } from '../../domain/tickets/selection.ts';
import type { TicketReading, TicketRecord } from '../../domain/tickets/ticket.ts';
import { ticketFields } from './issue.ts';
import { belongs, isRead, ownLabel, quoted } from './jql.ts';
import { searchProblem } from './problems.ts';
import { type AskPage, readNames, readSearch } from './search.ts';
import { minutesSince } from './since.ts';
import type { SiteClock } from './site-clock.ts';

/** Jira's own limits for one page. Other pages than those of ids are smaller. A site may return fewer. */
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

/** A page of a search, as a kind of Jira is asked for it. */
export interface SearchRequest {
  readonly jql: string;
  readonly fields: string[];
  readonly maxResults: number;
  /** As the page before named this page. Absent: the first page. */
  readonly nextPageToken?: string;
}

/** The searches of one kind of Jira. */
export interface TicketSearches {
  /**
   * Resolves to a page: `{issues, nextPageToken?, isLast?}`.
   * @param reconcile Ids of at most 50 tickets that the search reads again, if it can.
   */
  search(request: SearchRequest, signal: AbortSignal, reconcile: readonly string[]): Promise<unknown>;
  /** Resolves to the number of tickets that the query finds, nearly, as `{count}`. */
  count(jql: string, signal: AbortSignal): Promise<unknown>;
}

export interface SelectedTicketsInput {
  readonly site: string;
  readonly searches: TicketSearches;
  readonly selection: TicketSelection;
  readonly clock: SiteClock;
}

/** The searches for the tickets of a selection. */
export function selectedTickets({ site, searches, selection, clock }: SelectedTicketsInput) {
  async function search(
    request: SearchRequest,
    { signal, reconcile = [] }: { signal: AbortSignal; reconcile?: readonly string[] | undefined },
  ) {
    try {
      return await searches.search(request, signal, reconcile);
    } catch (error) {
      throw searchProblem(error, selection.jql);
    }
  }

  /**
   * Resolves to the keys of those tickets that meet the team's JQL. The search reads these tickets again, so
   * that its answer is as new as the tickets.
   */
  async function matching(
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
        return counted.safeParse(await searches.count(isRead(selection), signal)).data?.count;
      } catch (error) {
        if (error instanceof Problem && uncounted.has(error.code)) return undefined;
        throw error;
      }
    },
    /** Resolves to the keys of those tickets that still belong to the team. */
    async owned(tickets: readonly TicketRecord[], signal: AbortSignal): Promise<Set<string>> {
      if (selection.jql !== undefined) return matching(tickets, signal);
      const isOwn = ({ labels }: TicketRecord) =>
        selection.projects !== undefined || labels.includes(ownLabel);
      return new Set(tickets.filter(isOwn).map(({ key }) => key));
    },
  };
}
