import { z } from 'zod';
import { Problem } from '../../domain/problems/problem.ts';
import type { CommentBlock, ReviewComment, TicketSource } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';
import type { Expect } from './expect.ts';
import { addedComment, type CommentRecord, pageOfComments, projectOfIssue } from './issue.ts';
import { jiraUnexpected } from './problems.ts';
import { plainTextOf } from './rich-text.ts';
import type { Call } from './transport.ts';

/** The comment property that names the review of a comment. */
const reviewProperty = 'guardrail.review';
/** A service desk shows a comment to its customers unless this property says otherwise. */
const internal = { key: 'sd.public.comment', value: { internal: true } };
const maxPageItems = 100;
/** Jira takes at most 5,000 comments for an issue. */
const maxPages = 250;

/** Returns plain text in a site's rich text. No part of it becomes markup, and no block of code ends before its end. */
export type WriteRichText = (paragraphs: readonly CommentBlock[]) => unknown;

export interface CommentsInput extends JiraConnection {
  readonly expect: Expect;
  readonly write: WriteRichText;
}

/** The comments of reviews. Each is recognised by its property, or by its text if it has no property. */
export function reviewComments({ site, client, api, expect, write }: CommentsInput) {
  async function isFrom(
    sought: ReviewComment,
    texts: ReadonlySet<string>,
    found: CommentRecord,
    call: Omit<Call, 'operation'>,
  ) {
    const { properties } = found;
    if (properties !== undefined) {
      const own = properties.find(({ key }) => key === reviewProperty);
      return own === undefined ? texts.has(plainTextOf(found.body)) : names(sought.id, own);
    }
    // If a site does not list properties, the property is requested for each comment whose text may be that
    // of the review.
    if (!texts.has(plainTextOf(found.body))) return false;
    try {
      const commentId = encodeURIComponent(found.id);
      const asked = client({ operation: 'getCommentProperty', ...call });
      return names(
        sought.id,
        await api.getCommentProperty(asked, { commentId, propertyKey: reviewProperty }),
      );
    } catch (error) {
      // The comment has no property but exactly the text of the review: it was sent with a move, or the user
      // copied it.
      if (error instanceof Problem && error.code === 'ticket-unknown') return true;
      throw error;
    }
  }

  const hasComment: TicketSource['hasComment'] = async (key, comment, signal) => {
    const operation = 'getComments';
    const forms = [comment.paragraphs, ...(comment.translations ?? [])];
    const texts = new Set(forms.map((paragraphs) => plainTextOf(write(paragraphs))));
    const seen = new Set<string>();
    for (let startAt = 0, pages = 0; pages < maxPages; pages++) {
      const page = await api.getComments(client({ operation, ticket: key, signal }), {
        issueIdOrKey: encodeURIComponent(key),
        startAt,
        maxResults: maxPageItems,
        orderBy: '-created',
        expand: 'properties',
      });
      const { comments, total = Number.POSITIVE_INFINITY } = expect(pageOfComments, page, operation);
      for (const found of comments)
        if (await isFrom(comment, texts, found, { ticket: key, signal })) return true;
      startAt += comments.length;
      // A site that neither counts nor continues sends the same comments again.
      if (startAt >= total || comments.every(({ id }) => seen.has(id))) return false;
      for (const { id } of comments) seen.add(id);
    }
    throw jiraUnexpected(site, `${operation}: total`);
  };

  async function isServiceDesk(key: string, signal: AbortSignal): Promise<boolean> {
    const operation = 'getIssue';
    const issue = await api.getIssue(client({ operation, ticket: key, signal }), {
      issueIdOrKey: encodeURIComponent(key),
      fields: ['project'],
    });
    return expect(projectOfIssue, issue, operation).isServiceDesk;
  }

  async function propertiesOf({ id }: ReviewComment, key: string, signal: AbortSignal) {
    const own = { key: reviewProperty, value: { id } };
    return (await isServiceDesk(key, signal)) ? [own, internal] : [own];
  }

  const commentOnce: TicketSource['commentOnce'] = async (key, comment, signal) => {
    if (comment.isFresh !== true && (await hasComment(key, comment, signal))) return;
    const properties = await propertiesOf(comment, key, signal);
    const operation = 'addComment';
    const added = await api.addComment(client({ operation, ticket: key, signal }), {
      issueIdOrKey: encodeURIComponent(key),
      body: write(comment.paragraphs),
      properties,
    });
    expect(addedComment, added, operation);
  };

  return {
    hasComment,
    commentOnce,
    /** Resolves to the comment as a part of a move. */
    async asUpdate(key: string, comment: ReviewComment, signal: AbortSignal) {
      const properties = await propertiesOf(comment, key, signal);
      return { comment: [{ add: { body: write(comment.paragraphs), properties } }] };
    },
  };
}

const reviewValue = z.object({ value: z.object({ id: z.string() }) });

function names(id: string, property: unknown): boolean {
  const parsed = reviewValue.safeParse(property);
  return parsed.success && parsed.data.value.id === id;
}
