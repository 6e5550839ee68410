import { type KeptReview, listReviews, withdrawReview } from '#protocol/reviews.ts';
import { printable } from '../base/printable.ts';
import { problem } from '../domain/problems/problem.ts';
import type { Command } from './command.ts';
import { withDaemon } from './with-daemon.ts';

export const withdrawCommand: Command = {
  name: 'withdraw',
  usage: 'KEY [--site URL]',
  options: { site: { type: 'string' } },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const ticket = (words[0] ?? '').toUpperCase();
    const site = typeof options.site === 'string' ? options.site : undefined;
    return withDaemon(context, { signal }, async (client) => {
      const { reviews } = await client.request(listReviews, {}, signal);
      const review = oneReview(reviews, ticket, site);
      await client.request(withdrawReview, { ticket, review: review.id }, signal);
      out.write(`${printable(texts.reviews.withdrawn(review))}\n`);
      return 0;
    });
  },
};

/**
 * Returns the review of a ticket: on the named site; else on the site in use; else on the only other site.
 * @throws Problem `review-not-kept`, `review-of-several-sites`.
 */
export function oneReview(
  reviews: readonly KeptReview[],
  ticket: string,
  site: string | undefined,
): KeptReview {
  const wanted = site?.toLowerCase().replace(/\/+$/, '');
  const found = reviews.filter(
    (review) => review.ticket === ticket && (wanted === undefined || review.site === wanted),
  );
  const [first, ...others] = found;
  if (first === undefined) throw problem('review-not-kept', { ticket });
  const best = others.length === 0 ? first : found.find(({ current }) => current);
  if (best === undefined)
    throw problem('review-of-several-sites', { ticket, sites: found.map((review) => review.site) });
  return best;
}
