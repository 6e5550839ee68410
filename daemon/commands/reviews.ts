import { listPastActions, type PastAction } from '#protocol/outbox.ts';
import { listReviews } from '#protocol/reviews.ts';
import { printable, printableJson } from '../base/printable.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import type { Command } from './command.ts';
import { keptReviewLines, minuteOf } from './kept-review-lines.ts';
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
      const lines = () =>
        past.length > 0 && reviews.length === 0 ? '' : keptReviewLines(reviews, texts, out.columns);
      out.write(
        options.json ? `${printableJson([...reviews, ...past])}\n` : `${lines()}${pastLines(past, texts)}`,
      );
      return 0;
    }),
};

/** Returns a line for each confirmed action. */
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
