import { z } from 'zod';
import { Problem } from '../../domain/problems/problem.ts';
import type { RemoteLinks } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';
import { arnsIn } from './arns.ts';
import { consoleLinksIn } from './console-links.ts';

/** Refusals which mean that this site or account has no links to other pages to show. */
const withoutLinks = new Set([
  'jira-access-denied',
  'jira-refused',
  'jira-site-unavailable',
  'ticket-unknown',
]);

/** A ticket with more links is matched by the first ones. */
const maxLinks = 200;
const maxIds = 20;

/** Returns a function that reads a ticket's links to other pages, as the site lists them. One call. */
export function linkedPages({ client, api }: Pick<JiraConnection, 'client' | 'api'>) {
  return async (key: string, signal: AbortSignal): Promise<readonly unknown[]> => {
    try {
      const call = client({ operation: 'getRemoteLinks', ticket: key, signal, repeats: true });
      const answer = await api.getRemoteLinks(call, { issueIdOrKey: encodeURIComponent(key) });
      return Array.isArray(answer) ? answer : [];
    } catch (error) {
      if (error instanceof Problem && withoutLinks.has(error.code)) return [];
      throw error;
    }
  };
}

const linkShape = z.object({
  globalId: z.string().optional().catch(undefined),
  object: z.object({ url: z.string() }).optional().catch(undefined),
});
const ownGlobalId = /^guardrail:[0-9a-f]{16}$/;

/** Returns the parts of links that matching uses. A link of another form is left out. */
export function remoteLinksIn(pages: readonly unknown[]): RemoteLinks {
  const links = pages.slice(0, maxLinks).flatMap((page) => linkShape.safeParse(page).data ?? []);
  const globalIds = links.flatMap(({ globalId = '' }) => (ownGlobalId.test(globalId) ? [globalId] : []));
  const addresses = links.flatMap(({ object }) => object?.url ?? []);
  return {
    globalIds: [...new Set(globalIds)].slice(0, maxIds),
    arns: arnsIn(addresses),
    links: consoleLinksIn(addresses),
  };
}
