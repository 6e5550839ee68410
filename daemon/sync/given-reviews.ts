import type { WriteComment } from '../domain/tickets/actions/action-comment.ts';
import { findGivenReview, type GivenReview } from '../domain/tickets/given-review.ts';
import type { TicketRecord, TicketSource } from '../domain/tickets/ticket.ts';

/** A review has at most 2,000 characters, so this is at most about 1 MB. */
const maxKeptReviews = 500;
const readTimeoutMs = 20_000;

interface Known {
  readonly scope: string;
  readonly updated: string;
  readonly review: Promise<GivenReview | undefined>;
}

export interface GivenReviewsInput {
  /** The site and project that tickets are read from. */
  readonly scope: () => string | undefined;
  /** @throws Problem if the user is not signed in. */
  readonly source: () => Pick<TicketSource, 'readLatestComments'>;
  readonly write: WriteComment;
}

/** Reads developers' reviews from tickets, one call for each ticket and each of its changes. */
export function createGivenReviews({ scope, source, write }: GivenReviewsInput) {
  /** By key, those that were requested longest ago first. */
  const known = new Map<string, Known>();

  return {
    /** Resolves to the review that the ticket waits for an answer to. @throws Problem of the site. */
    async read({ key, updated }: Pick<TicketRecord, 'key' | 'updated'>): Promise<GivenReview | undefined> {
      const at = scope() ?? '';
      const kept = known.get(key);
      known.delete(key);
      // A caller that leaves does not stop the call: others may wait for the same ticket.
      const current =
        kept && kept.scope === at && kept.updated === updated && updated !== ''
          ? kept
          : { scope: at, updated, review: readFrom(source(), key) };
      known.set(key, current);
      const oldest = known.size > maxKeptReviews ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
      try {
        const review = await current.review;
        // A review without its comment may get it a moment later, so the next caller asks again.
        if (review === undefined && known.get(key) === current) known.delete(key);
        return review;
      } catch (error) {
        if (known.get(key) === current) known.delete(key);
        throw error;
      }
    },
  };

  async function readFrom(
    jira: Pick<TicketSource, 'readLatestComments'>,
    key: string,
  ): Promise<GivenReview | undefined> {
    const comments = await jira.readLatestComments(key, AbortSignal.timeout(readTimeoutMs));
    return findGivenReview(comments, write);
  }
}
