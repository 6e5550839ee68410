import { z } from 'zod';
import type { ListedTicket, TicketPage } from '../../domain/tickets/ticket.ts';
import { ticketsOfIssues } from './issue.ts';
import { jiraTooManyTickets, jiraUnexpected, jiraUnreachable } from './problems.ts';

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

/** Resolves to the page that a token names, or to the first page without a token, in jira.js's form or any other. */
export type AskPage = (nextPageToken: string | undefined, signal: AbortSignal) => Promise<unknown>;

/**
 * Yields the tickets of every page of a search.
 * @throws Problem as `readPages` does.
 */
export function readSearch(ask: AskPage, site: string, signal: AbortSignal): AsyncGenerator<TicketPage> {
  return readPages(ask, site, signal, (issues) => {
    const page = ticketsOfIssues(issues);
    return { page, names: [...page.tickets, ...page.unreadable] };
  });
}

const id = z.union([z.string().min(1), z.number()]).transform(String);
const nameShape = z.object({
  id: id.optional().catch(undefined),
  key: z.string().min(1).optional().catch(undefined),
});

/**
 * Yields the names of the tickets of every page of a search. Leaves out a ticket without a name.
 * @throws Problem as `readPages` does.
 */
export function readNames(
  ask: AskPage,
  site: string,
  signal: AbortSignal,
): AsyncGenerator<readonly ListedTicket[]> {
  return readPages(ask, site, signal, (issues) => {
    const names = issues.flatMap((issue): ListedTicket[] => {
      const { id, key } = nameShape.safeParse(issue).data ?? {};
      return id === undefined && key === undefined
        ? []
        : [{ ...(id !== undefined && { id }), ...(key !== undefined && { key }) }];
    });
    return { page: names, names };
  });
}

/**
 * Yields every page of a search, with limits for pages, tickets and time. The token decides whether there is
 * a next page, because Jira's `isLast` is sometimes true next to a token that leads to more pages.
 * @throws Problem `jira-unexpected` if the list never ends or repeats itself, `jira-too-many-tickets`,
 * `jira-unreachable` if it takes too long. The pages before that are valid.
 */
async function* readPages<Page>(
  ask: AskPage,
  site: string,
  signal: AbortSignal,
  read: (issues: readonly unknown[]) => { page: Page; names: readonly ListedTicket[] },
): AsyncGenerator<Page> {
  const limit = AbortSignal.timeout(maxDurationMs);
  const bounded = AbortSignal.any([signal, limit]);
  const tokens = new Set<string>();
  const seen = new Set<string>();
  let idlePages = 0;
  /** Returns what is needed of a response. The response itself is large, and is not held while the next page is read. */
  const readAnswer = (answer: unknown) => {
    const parsed = pageShape.safeParse(answer);
    if (!parsed.success) throw jiraUnexpected(site, `search: ${parsed.error.issues[0]?.path.join('.')}`);
    const { issues, isLast, nextPageToken } = parsed.data;
    const { page, names } = read(issues);
    return {
      ...{ page, isLast, nextPageToken: nextPageToken || undefined, isEmpty: issues.length === 0 },
      names: names.map(({ key, id }) => key ?? id ?? ''),
    };
  };
  for (let asked: string | undefined; ; ) {
    const answered = ask(asked, bounded).catch((error: unknown) => {
      if (limit.aborted && !signal.aborted) throw jiraUnreachable(site, `${maxDurationMs / 1000} s`, error);
      throw error;
    });
    const { page, names, isLast, isEmpty, nextPageToken } = await answered.then(readAnswer);
    yield page;

    if (nextPageToken === undefined) {
      if (isLast === false) throw jiraUnexpected(site, 'search: isLast');
      return;
    }
    const known = seen.size;
    for (const name of names) seen.add(name);
    idlePages = seen.size > known ? 0 : idlePages + 1;
    if (isLast === true && (isEmpty || tokens.has(nextPageToken))) return;
    if (tokens.has(nextPageToken) || idlePages >= maxIdlePages)
      throw jiraUnexpected(site, 'search: nextPageToken');
    tokens.add(nextPageToken);
    if (seen.size >= maxTickets || tokens.size >= maxPages) throw jiraTooManyTickets(site, maxTickets);
    asked = nextPageToken;
  }
}
