import { listReviews, withdrawReview } from '#protocol/reviews.ts';
import { printable } from '../base/printable.ts';
import type { Command } from './command.ts';
import { keptAction } from './kept-action.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

export const withdrawCommand: Command = {
  name: 'withdraw',
  usage: 'KEY [--site URL] [--action ID]',
  options: { site: { type: 'string' }, action: { type: 'string' } },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const ticket = ticketKey(words[0]);
    const { site, action } = options as { readonly site?: string; readonly action?: string };
    return withDaemon(context, { signal }, async (client) => {
      const { reviews } = await client.request(listReviews, {}, signal);
      const review = keptAction(reviews, { ticket, site, action });
      await client.request(withdrawReview, { ticket, review: review.id }, signal);
      out.write(`${printable(texts.reviews.withdrawn(review))}\n`);
      return 0;
    });
  },
};
