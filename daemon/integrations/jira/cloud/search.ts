import { z } from 'zod';
import type { TicketPage } from '../../../domain/tickets/ticket.ts';
import { ticketsOfIssues } from '../issue.ts';
import { jiraTooManyTickets, jiraUnexpected, jiraUnreachable } from '../problems.ts';

/** Limit for one search. It is enough for a project of many years, and stops a site that never ends. */
const maxPages = 1_000;
const maxTickets = 100_000;
const maxDurationMs = 5 * 60_000;
/** Number of pages in a row that may contain no new ticket. */
const maxIdlePages = 10;

const pageShape = z.object({
  issues: z.array(z.unknown()),
  nextPageToken: z.string().max(10_000).nullish(),
  isLast: z.unknown().optional(),
});

/**
 * Yields every page of a search, with limits for pages, tickets and time. The token decides whether there is
 * a next page, because Jira's `isLast` is sometimes true next to a token that leads to more pages.
 * @param ask Resolves to the page that a token names, or to the first page without a token; in jira.js's form
 * or any other.
 * @throws Problem `jira-unexpected` if the list never ends or repeats itself, `jira-too-many-tickets`,
 * `jira-unreachable` if it takes too long. The pages before that are valid.
 */
export async function* readSearch(
  ask: (nextPageToken: string | undefined, signal: AbortSignal) => Promise<unknown>,
  site: string,
  signal: AbortSignal,
): AsyncGenerator<TicketPage> {
  const limit = AbortSignal.timeout(maxDurationMs);
  const bounded = AbortSignal.any([signal, limit]);
  const tokens = new Set<string>();
  const keys = new Set<string>();
  let idlePages = 0;
  for (let nextPageToken: string | undefined; ; ) {
    const answer = await ask(nextPageToken, bounded).catch((error: unknown) => {
      if (limit.aborted && !signal.aborted) throw jiraUnreachable(site, `${maxDurationMs / 1000} s`, error);
      throw error;
    });
    const parsed = pageShape.safeParse(answer);
    if (!parsed.success) throw jiraUnexpected(site, `search: ${parsed.error.issues[0]?.path.join('.')}`);
    const { issues, isLast } = parsed.data;
    const page = ticketsOfIssues(issues);
    yield page;

    nextPageToken = parsed.data.nextPageToken || undefined;
    if (nextPageToken === undefined) {
      if (isLast === false) throw jiraUnexpected(site, 'search: isLast');
      return;
    }
    const known = keys.size;
    for (const { key, id } of [...page.tickets, ...page.unreadable]) keys.add(key ?? id ?? '');
    idlePages = keys.size > known ? 0 : idlePages + 1;
    if (isLast === true && (issues.length === 0 || tokens.has(nextPageToken))) return;
    if (tokens.has(nextPageToken) || idlePages >= maxIdlePages)
      throw jiraUnexpected(site, 'search: nextPageToken');
    tokens.add(nextPageToken);
    if (keys.size >= maxTickets || tokens.size >= maxPages) throw jiraTooManyTickets(site, maxTickets);
  }
}
