import { z } from 'zod';
import type { JiraConnection } from '../api.ts';
import { expectFrom } from '../expect.ts';
import { ticketFields } from '../issue.ts';
import { quoted } from '../jql.ts';
import type { TicketSearches } from '../selected-tickets.ts';
import { searchIssues } from './api.ts';

/**
 * A ticket that changes while pages are read moves to the end, and those after it move forward by one. So each
 * page begins before the end of the page before, and after its beginning: a site may send small pages.
 */
const overlapTickets = 10;
const overlapOf = (items: number) => Math.min(overlapTickets, Math.floor(items / 2));

const pageShape = z.object({
  issues: z.array(z.unknown()),
  /** Absent on sites that do not count: then an empty page is the last. */
  total: z.number().optional().catch(undefined),
});
const identity = z.object({ id: z.union([z.string(), z.number()]) });

/** The searches of Data Center, whose pages are named by the position of their first issue. */
export function dataCenterSearches({ site, client }: JiraConnection) {
  const expect = expectFrom(site);
  const searches: TicketSearches = {
    async search({ nextPageToken, ...request }, signal) {
      const operation = 'search';
      const [startAt = 0, ...seen] = (nextPageToken ?? '0').split(' ').map(Number);
      const call = client({ operation, signal, repeats: true });
      const answer = await searchIssues(call, { ...request, startAt });
      const { issues, total = Number.POSITIVE_INFINITY } = expect(pageShape, answer, operation);
      const end = startAt + issues.length;
      const fresh = issues.filter((issue) => !seen.includes(idOf(issue)));
      if (fresh.length === 0 || end >= total) return { issues: fresh };
      const again = issues.slice(issues.length - overlapOf(issues.length)).map(idOf);
      return { issues: fresh, nextPageToken: [end - again.length, ...again].join(' ') };
    },
    async count(jql, signal) {
      const operation = 'count';
      const call = client({ operation, signal, repeats: true });
      const answer = await searchIssues(call, { jql, startAt: 0, maxResults: 0, fields: ['id'] });
      return { count: expect(pageShape, answer, operation).total };
    },
  };
  return {
    ...searches,
    /** Resolves to `{issues}` of at most 100 keys. Rejects with `jira-refused` if one of them does not exist. */
    async searchKeys(keys: readonly string[], signal: AbortSignal): Promise<{ issues: unknown[] }> {
      const operation = 'search';
      const call = client({ operation, signal, repeats: true });
      const jql = `key in (${keys.map(quoted).join(', ')})`;
      const all: unknown[] = [];
      // A site may send shorter pages than requested.
      for (let left = keys.length; left > 0; ) {
        const request = { jql, startAt: all.length, maxResults: left, fields: ticketFields };
        const { issues } = expect(pageShape, await searchIssues(call, request), operation);
        if (issues.length === 0) break;
        all.push(...issues);
        left = keys.length - all.length;
      }
      return { issues: all };
    },
  };
}

/** Returns the number that Jira gives an issue; `NaN` without one, which equals nothing. */
function idOf(issue: unknown): number {
  return Number(identity.safeParse(issue).data?.id ?? Number.NaN);
}
