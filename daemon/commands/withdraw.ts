import { type KeptReview, listReviews, withdrawReview } from '#protocol/reviews.ts';
import { printable } from '../base/printable.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { Command } from './command.ts';
import { withDaemon } from './with-daemon.ts';

export const withdrawCommand: Command = {
  name: 'withdraw',
  usage: 'KEY [--site URL]',
  summary: {
    en: 'Withdraws a review that waits or is in conflict. What Jira already did of it stays.',
    ja: '待っている、または競合しているレビューを取り下げます。Jira で実行済みの変更は残ります。',
  },
  options: { site: { type: 'string' } },
  words: [1, 1],
  run(context, { words, options, out, signal }) {
    const ticket = (words[0] ?? '').toUpperCase();
    const site = typeof options.site === 'string' ? options.site : undefined;
    return withDaemon(context, { signal }, async (client) => {
      const { reviews } = await client.request(listReviews, {}, signal);
      const review = oneReview(reviews, ticket, site);
      await client.request(withdrawReview, { ticket, review: review.id }, signal);
      const { moved, reason } = review;
      const line = {
        en: `The review of ${ticket} is withdrawn${moved ? '; the move stays' : ''}. Its reason was: ${reason}`,
        ja: `${ticket} のレビューを取り下げました${moved ? '（移動は残ります）' : ''}。理由: ${reason}`,
      };
      out.write(`${printable(line[context.locale])}\n`);
      return 0;
    });
  },
};

/**
 * The review of a ticket: on the named site, else on the one in use, else on the only other one.
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
  if (first === undefined) throw reviewNotKept(ticket);
  const best = others.length === 0 ? first : found.find(({ current }) => current);
  if (best === undefined) throw reviewOfSeveralSites(ticket, found);
  return best;
}

function reviewNotKept(ticket: string): Problem {
  return new Problem(
    'review-not-kept',
    { en: `No review of ${ticket} is waiting.`, ja: `${ticket} の待っているレビューはありません。` },
    { en: 'Run "guardrail reviews" for the list.', ja: '"guardrail reviews" で一覧を確認してください。' },
  );
}

function reviewOfSeveralSites(ticket: string, found: readonly KeptReview[]): Problem {
  const sites = found.map(({ site }) => site).join(', ');
  return new Problem(
    'review-of-several-sites',
    {
      en: `Reviews of ${ticket} wait for several sites: ${sites}.`,
      ja: `${ticket} のレビューが複数のサイトで待っています: ${sites}。`,
    },
    { en: 'Name one with --site.', ja: '--site でサイトを指定してください。' },
  );
}
