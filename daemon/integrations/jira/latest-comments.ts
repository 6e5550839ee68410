import { z } from 'zod';
import type { TicketComment, TicketSource } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';
import type { Expect } from './expect.ts';
import { plainTextOf } from './rich-text.ts';

/** A ticket in review has its review among its last comments. */
const maxComments = 50;
/** A longer text is cut off. Jira's own limit is 32,767. */
const maxTextCharacters = 32_767;
const maxNameCharacters = 255;

const page = z.object({
  comments: z.array(
    z.object({
      body: z.unknown(),
      /** The client of Jira Cloud has parsed it. */
      created: z.union([z.string(), z.date()]).optional().catch(undefined),
      author: z
        .object({ displayName: z.string().optional().catch(undefined) })
        .nullish()
        .catch(undefined),
    }),
  ),
});

/** Reads the latest comments of a ticket with one call. */
export function latestComments(
  { client, api }: JiraConnection,
  expect: Expect,
): TicketSource['readLatestComments'] {
  return async (key, signal) => {
    const operation = 'getComments';
    const answer = await api.getComments(client({ operation, ticket: key, signal, repeats: true }), {
      issueIdOrKey: encodeURIComponent(key),
      startAt: 0,
      maxResults: maxComments,
      orderBy: '-created',
      expand: 'properties',
    });
    return expect(page, answer, operation).comments.slice(0, maxComments).map(commentOf);
  };
}

function commentOf({ body, created = '', author }: z.infer<typeof page>['comments'][number]): TicketComment {
  const by = author?.displayName?.slice(0, maxNameCharacters);
  const at = new Date(created).getTime();
  return {
    text: plainTextOf(body).slice(0, maxTextCharacters),
    at: Number.isNaN(at) ? '' : new Date(at).toISOString(),
    ...(by && { by }),
  };
}
