import {
  addComment,
  doTransition,
  getCommentProperty,
  getComments,
  getIssue,
  getTransitions,
  searchAndReconsileIssuesUsingJqlPost,
} from 'jira.js/cloud';
import { z } from 'zod';
import { Problem } from '../base/problem.ts';
import type { TicketSource } from '../tickets/ticket.ts';
import { documentOf, textOfDocument } from './adf.ts';
import { type ClientOptions, openClient } from './client.ts';
import {
  type CommentRecord,
  offeredTransitions,
  pageOfComments,
  ticketFields,
  ticketOfIssue,
} from './issue.ts';
import { jiraUnexpected } from './problems.ts';
import { readSearch } from './search.ts';
import { originOf } from './site.ts';

export interface JiraCloudSettings {
  /** `https://acme.atlassian.net`, or http on loopback. */
  readonly site: string;
  readonly email: string;
  readonly token: string;
  /** Without one: tickets labelled `guardrail`. */
  readonly project?: string;
}

/** The comment property that says which review a comment came from. */
const reviewProperty = 'guardrail.review';
const pageSize = 100;

/**
 * Tickets of a Jira Cloud site.
 * @param onCall told the operation's name before each request, repetitions included.
 * @throws Problem `jira-site-invalid` at once; later, with any call, `jira-token-refused`, `jira-captcha`,
 * `jira-access-denied`, `jira-unreachable`, `jira-tls-failed`, `jira-proxy-refused`, `jira-throttled`, `jira-failed`
 * (may pass), `jira-refused` (will not), `jira-unexpected`, `ticket-unknown`.
 */
export function connectJiraCloud(
  settings: JiraCloudSettings,
  onCall: (operation: string) => void,
  options?: ClientOptions,
): TicketSource {
  const site = originOf(settings.site);
  const client = openClient({ site, email: settings.email, token: settings.token }, onCall, options);
  const jql = `${settings.project === undefined ? 'labels = guardrail' : `project = ${quoted(settings.project)}`} ORDER BY key`;

  function expect<T>(shape: z.ZodType<T>, value: unknown, operation: string): T {
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    throw jiraUnexpected(site, `${operation}: ${parsed.error.issues[0]?.path.join('.')}`);
  }

  const readTickets = (signal: AbortSignal) =>
    readSearch(
      async (nextPageToken, pageSignal) =>
        searchAndReconsileIssuesUsingJqlPost(
          client({ operation: 'search', signal: pageSignal, repeats: true }),
          {
            jql,
            fields: ticketFields,
            maxResults: pageSize,
            ...(nextPageToken !== undefined && { nextPageToken }),
          },
        ),
      site,
      signal,
    );

  async function isFrom(id: string, comment: CommentRecord, text: string, key: string, signal: AbortSignal) {
    if (comment.properties !== undefined) return comment.properties.some((property) => names(id, property));
    // A site that does not list properties is asked for one, where the comment may be ours at all.
    if (textOfDocument(comment.body) !== text) return false;
    try {
      const call = client({ operation: 'getCommentProperty', ticket: key, signal });
      const commentId = encodeURIComponent(comment.id);
      return names(id, await getCommentProperty(call, { commentId, propertyKey: reviewProperty }));
    } catch (error) {
      if (error instanceof Problem && error.code === 'ticket-unknown') return false;
      throw error;
    }
  }

  async function hasComment(id: string, text: string, key: string, signal: AbortSignal): Promise<boolean> {
    const operation = 'getComments';
    for (let startAt = 0; ; ) {
      const page = await getComments(client({ operation, ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        startAt,
        maxResults: pageSize,
        orderBy: '-created',
        expand: 'properties',
      });
      const { comments, total } = expect(pageOfComments, page, operation);
      for (const comment of comments) if (await isFrom(id, comment, text, key, signal)) return true;
      startAt += comments.length;
      if (comments.length === 0 || startAt >= total) return false;
    }
  }

  return {
    readTickets,
    async readTicket(key, signal) {
      const operation = 'getIssue';
      const fields = ticketFields;
      const call = client({ operation, ticket: key, signal });
      return expect(
        ticketOfIssue,
        await getIssue(call, { issueIdOrKey: encodeURIComponent(key), fields }),
        operation,
      );
    },
    async listTransitions(key, signal) {
      const operation = 'getTransitions';
      const { transitions } = await getTransitions(client({ operation, ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        expand: 'transitions.fields',
      });
      return expect(offeredTransitions, transitions, operation);
    },
    async move(key, transitionId, signal) {
      await doTransition(client({ operation: 'doTransition', ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        transition: { id: transitionId },
      });
    },
    async commentOnce(key, { id, paragraphs }, signal) {
      const body = documentOf(paragraphs);
      if (await hasComment(id, textOfDocument(body), key, signal)) return;
      await addComment(client({ operation: 'addComment', ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        body,
        properties: [{ key: reviewProperty, value: { id } }],
      });
    },
  };
}

const reviewValue = z.object({ key: z.literal(reviewProperty), value: z.object({ id: z.string() }) });

function names(id: string, property: unknown): boolean {
  const parsed = reviewValue.safeParse(property);
  return parsed.success && parsed.data.value.id === id;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
