import { z } from 'zod';
import { printable } from '../../base/printable.ts';
import type { TicketDetails, TicketLink, TicketSource } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';
import type { Expect } from './expect.ts';
import { ticketFields, ticketOfIssue } from './issue.ts';
import { commentPage } from './latest-comments.ts';
import { linkedPages } from './remote-links.ts';
import { blocksOf } from './rich-text.ts';

/** A ticket with more links shows the first ones. */
const maxLinks = 100;
const maxLineCharacters = 1_000;
const maxUrlCharacters = 2_000;

const line = z
  .string()
  .transform((text) => printable(text.slice(0, maxLineCharacters)))
  .optional()
  .catch(undefined);
const otherIssue = z
  .object({
    key: z.string().min(1).max(255).transform(printable),
    fields: z.object({ summary: line }).nullish().catch(undefined),
  })
  .nullish()
  .catch(undefined);
const issueLink = z.object({
  type: z.object({ inward: line, outward: line }).nullish().catch(undefined),
  inwardIssue: otherIssue,
  outwardIssue: otherIssue,
});
const linkedIssue = z.object({
  fields: z
    .object({
      issuelinks: z.array(z.unknown()).nullish().catch(undefined),
      description: z.unknown().optional(),
    })
    .nullish(),
});
const remoteLink = z.object({
  relationship: line,
  object: z.object({ title: line, url: z.string().max(maxUrlCharacters) }),
});

/** Reads a ticket and what it has besides its record, with three calls. */
export function ticketDetails(connection: JiraConnection, expect: Expect): TicketSource['readDetails'] {
  const { client, api } = connection;
  const readPages = linkedPages(connection);
  const readComments = commentPage(connection, expect);

  async function readIssue(
    key: string,
    signal: AbortSignal,
  ): Promise<Pick<TicketDetails, 'ticket' | 'blocks' | 'links'>> {
    const operation = 'getIssue';
    const parameters = { issueIdOrKey: encodeURIComponent(key), fields: [...ticketFields, 'issuelinks'] };
    const answer = await api.getIssue(client({ operation, ticket: key, signal, repeats: true }), parameters);
    const { issuelinks, description } = expect(linkedIssue, answer, operation).fields ?? {};
    return {
      ticket: expect(ticketOfIssue, answer, operation),
      blocks: blocksOf(description),
      links: (issuelinks ?? []).flatMap(linkOfIssue),
    };
  }

  return async (key, signal) => {
    const [comments, issue, pages] = await Promise.all([
      readComments(key, signal),
      readIssue(key, signal),
      readPages(key, signal),
    ]);
    return {
      ...comments,
      ticket: issue.ticket,
      blocks: issue.blocks,
      links: [...issue.links, ...pages.flatMap(linkOfPage)].slice(0, maxLinks),
    };
  };
}

function linkOfIssue(link: unknown): TicketLink[] {
  const { data } = issueLink.safeParse(link);
  const other = data?.outwardIssue ?? data?.inwardIssue;
  if (!other) return [];
  const relation = data?.outwardIssue ? data.type?.outward : data?.type?.inward;
  return [{ title: other.fields?.summary ?? other.key, ...(relation && { relation }), ticket: other.key }];
}

function linkOfPage(link: unknown): TicketLink[] {
  const { data } = remoteLink.safeParse(link);
  if (!data || !URL.canParse(data.object.url)) return [];
  const { protocol, href, username, password } = new URL(data.object.url);
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') return [];
  const { relationship: relation } = data;
  return [{ title: data.object.title || href, ...(relation && { relation }), url: href }];
}
