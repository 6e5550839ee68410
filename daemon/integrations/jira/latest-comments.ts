import { z } from 'zod';
import type { FormedComment, TicketComment, TicketSource } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';
import type { Expect } from './expect.ts';
import { blocksOf, plainTextOf } from './rich-text.ts';

/** A ticket in review has its review among its last comments. */
const maxComments = 50;
/** A longer text is cut off. Jira's own limit is 32,767. */
const maxTextCharacters = 32_767;
const maxNameCharacters = 255;

const page = z.object({
  total: z.number().optional().catch(undefined),
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
  connection: JiraConnection,
  expect: Expect,
): TicketSource['readLatestComments'] {
  const read = commentPage(connection, expect);
  return async (key, signal) =>
    (await read(key, signal)).comments.map(({ blocks: _, ...comment }) => comment);
}

/** Like `latestComments`, with the number of all comments. */
export function commentPage({ client, api }: JiraConnection, expect: Expect) {
  return async (
    key: string,
    signal: AbortSignal,
  ): Promise<{ comments: FormedComment[]; commentCount: number }> => {
    const operation = 'getComments';
    const answer = await api.getComments(client({ operation, ticket: key, signal, repeats: true }), {
      issueIdOrKey: encodeURIComponent(key),
      startAt: 0,
      maxResults: maxComments,
      orderBy: '-created',
      expand: 'properties',
    });
    const { comments, total } = expect(page, answer, operation);
    return {
      // A site may ignore the order that it is asked for.
      comments: comments.map(commentOf).sort(byTime).slice(0, maxComments),
      commentCount: Math.max(total ?? 0, comments.length),
    };
  };
}

/** The newest first. Comments without a time keep their place. */
function byTime(one: TicketComment, other: TicketComment): number {
  if (one.at === '' || other.at === '' || one.at === other.at) return 0;
  return one.at < other.at ? 1 : -1;
}

function commentOf({ body, created = '', author }: z.infer<typeof page>['comments'][number]): FormedComment {
  const by = author?.displayName?.slice(0, maxNameCharacters);
  const at = new Date(created).getTime();
  return {
    text: plainTextOf(body).slice(0, maxTextCharacters),
    blocks: blocksOf(body),
    at: Number.isNaN(at) ? '' : new Date(at).toISOString(),
    ...(by && { by }),
  };
}
