import { type KeptReview, listReviews } from '#protocol/reviews.ts';
import { printable, printableJson } from '../base/printable.ts';
import type { Locale, Text } from '../base/text.ts';
import type { Command } from './command.ts';
import { outcomeTexts, pendingTexts } from './tables.ts';
import { withDaemon } from './with-daemon.ts';

export const reviewsCommand: Command = {
  name: 'reviews',
  usage: '[--json]',
  summary: {
    en: 'The reviews that Jira has not confirmed, for every site: where they belong, and why they wait.',
    ja: 'Jira がまだ確定していないレビュー（すべてのサイト）。対象のチケットと、待っている理由を表示します。',
  },
  options: { json: { type: 'boolean' } },
  words: [0, 0],
  run: (context, { options, out, signal }) =>
    withDaemon(context, { signal }, async (client) => {
      const { reviews } = await client.request(listReviews, {}, signal);
      out.write(options.json ? `${printableJson(reviews)}\n` : reviewLines(reviews, context.locale));
      return 0;
    }),
};

/** Each review with its note and its reason below it. */
export function reviewLines(reviews: readonly KeptReview[], locale: Locale): string {
  if (reviews.length === 0) {
    return { en: 'No review is waiting.\n', ja: '待っているレビューはありません。\n' }[locale];
  }
  const lines = reviews.flatMap((review) => [
    [
      review.ticket,
      pendingTexts[review.state][locale],
      outcomeTexts[review.outcome][locale],
      `${review.createdAt.slice(0, 16).replace('T', ' ')} UTC`,
      review.url || review.site,
    ].join('  '),
    ...[...remarksOn(review).map((remark) => remark[locale]), review.note ?? [], quoted(review)[locale]]
      .flat()
      .map((line) => `  ${line}`),
  ]);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function remarksOn({ current, shown, moved }: KeptReview): Text[] {
  return [
    ...(moved
      ? [{ en: 'Moved; only the comment is missing.', ja: '移動済み。コメントだけが未送信です。' }]
      : []),
    ...(current
      ? shown
        ? []
        : [
            {
              en: "Not among the team's tickets as last read.",
              ja: '最後に読み込んだチームのチケットにありません。',
            },
          ]
      : [
          {
            en: 'For another Jira site than the one in use: it is sent when that one is set again.',
            ja: '現在とは別の Jira サイト宛てです。そのサイトを設定し直すと送信されます。',
          },
        ]),
  ];
}

function quoted({ reason }: KeptReview): Text {
  return { en: `Reason: ${reason}`, ja: `理由: ${reason}` };
}
