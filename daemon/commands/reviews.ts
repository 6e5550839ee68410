import { listPastActions, type PastAction } from '#protocol/outbox.ts';
import { type KeptReview, listReviews } from '#protocol/reviews.ts';
import { printable, printableJson } from '../base/printable.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import type { Command } from './command.ts';
import { withDaemon } from './with-daemon.ts';

export const reviewsCommand: Command = {
  name: 'reviews',
  usage: '[--all] [--json]',
  options: { all: { type: 'boolean' }, json: { type: 'boolean' } },
  words: [0, 0],
  run: (context, { options, out, texts, signal }) =>
    withDaemon(context, { signal }, async (client) => {
      const { reviews } = await client.request(listReviews, {}, signal);
      const past = options.all ? (await client.request(listPastActions, {}, signal)).past : [];
      const lines = () => (past.length > 0 && reviews.length === 0 ? '' : reviewLines(reviews, texts));
      out.write(
        options.json ? `${printableJson([...reviews, ...past])}\n` : `${lines()}${pastLines(past, texts)}`,
      );
      return 0;
    }),
};

/** Returns the lines of each review, with its note and its reason below it. */
export function reviewLines(reviews: readonly KeptReview[], texts: TerminalTexts): string {
  if (reviews.length === 0) return `${texts.reviews.none}\n`;
  const lines = reviews.flatMap((review) => [
    [
      review.ticket,
      texts.tables.pending[review.state](review.kind),
      ...(review.outcome === undefined ? [] : [texts.tables.outcome[review.outcome]]),
      ...(review.due === undefined ? [] : [review.due]),
      minuteOf(review.createdAt),
      review.url || review.site,
    ].join('  '),
    ...[
      ...remarksOn(review, texts),
      review.note ?? [],
      ...reasonOf(review, texts),
      ...resolveLine(review, texts),
    ]
      .flat()
      .map((line) => `  ${line}`),
  ]);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** Returns a line for each confirmed act. */
function pastLines(past: readonly PastAction[], { tables, reviews }: TerminalTexts): string {
  return past
    .map(({ ticket, kind, outcome, due, status, confirmedAt, undone }) =>
      [
        ticket,
        reviews.confirmedAct(kind, undone === true),
        ...(outcome === undefined ? [] : [tables.outcome[outcome]]),
        ...(due === undefined ? [] : [due]),
        minuteOf(confirmedAt),
        `"${status}"`,
      ].join('  '),
    )
    .map((line) => `${printable(line)}\n`)
    .join('');
}

function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

function reasonOf({ reason }: KeptReview, { reviews }: TerminalTexts): string[] {
  return reason === '' ? [] : [reviews.reason(reason)];
}

function resolveLine({ ticket, state, current, resolutions = [] }: KeptReview, { reviews }: TerminalTexts) {
  return state === 'conflict' && current ? [reviews.resolve(ticket, resolutions)] : [];
}

function remarksOn({ current, shown, moved }: KeptReview, { reviews }: TerminalTexts): string[] {
  return [
    ...(moved ? [reviews.moved] : []),
    ...(current ? (shown ? [] : [reviews.notListed]) : [reviews.otherSite]),
  ];
}
