import type { WriteComment } from '../domain/tickets/actions/action-comment.ts';
import { findReviewExchange, type ReviewExchange } from '../domain/tickets/given-review.ts';
import type { TicketRecord, TicketSource } from '../domain/tickets/ticket.ts';

/** A review has at most 2,000 characters, so this is at most about 1 MB. */
const maxKeptReviews = 500;
const readTimeoutMs = 20_000;

interface Known {
  readonly scope: string;
  readonly updated: string;
  readonly exchange: Promise<ReviewExchange>;
}

export interface GivenReviewsInput {
  /** The site and project that tickets are read from. */
  readonly scope: () => string | undefined;
  /** @throws Problem if the user is not signed in. */
  readonly source: () => Pick<TicketSource, 'readLatestComments'>;
  readonly write: WriteComment;
}

/** Reads developers' reviews and the answers that sent them back from tickets, one call for each ticket and each of its changes. */
export function createGivenReviews({ scope, source, write }: GivenReviewsInput) {
  /** By key, those that were requested longest ago first. */
  const known = new Map<string, Known>();

  return {
    /**
     * Resolves to what the ticket's comments say last about its review.
     * @param ticket `isInReview`: a review is expected, so an answer to an earlier one is not kept.
     * @throws Problem of the site.
     */
    async read({
      key,
      updated,
      isInReview,
    }: Pick<TicketRecord, 'key' | 'updated'> & { readonly isInReview: boolean }): Promise<ReviewExchange> {
      const at = scope() ?? '';
      const kept = known.get(key);
      known.delete(key);
      // A caller that leaves does not stop the call: others may wait for the same ticket.
      const current =
        kept && kept.scope === at && kept.updated === updated && updated !== ''
          ? kept
          : { scope: at, updated, exchange: readFrom(source(), key) };
      known.set(key, current);
      const oldest = known.size > maxKeptReviews ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
      try {
        const exchange = await current.exchange;
        // A move without its comment may get it a moment later, so the next caller asks again.
        const isComplete = exchange.review ?? (isInReview ? undefined : exchange.sentBack);
        if (isComplete === undefined && known.get(key) === current) known.delete(key);
        return exchange;
      } catch (error) {
        if (known.get(key) === current) known.delete(key);
        throw error;
      }
    },
  };

  async function readFrom(
    jira: Pick<TicketSource, 'readLatestComments'>,
    key: string,
  ): Promise<ReviewExchange> {
    const comments = await jira.readLatestComments(key, AbortSignal.timeout(readTimeoutMs));
    return findReviewExchange(comments, write);
  }
}
