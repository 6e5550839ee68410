import { resolveConflict } from '#protocol/outbox.ts';
import { listReviews, withdrawReview } from '#protocol/reviews.ts';
import { printable } from '../base/printable.ts';
import { type Command, UsageError } from './command.ts';
import { withDaemon } from './with-daemon.ts';
import { oneReview } from './withdraw.ts';

const choices = ['send-anyway', 'comment-only', 'withdraw'] as const;

export const resolveCommand: Command = {
  name: 'resolve',
  usage: 'KEY --send-anyway|--comment-only|--withdraw [--transition ID|NAME]',
  options: {
    'send-anyway': { type: 'boolean' },
    'comment-only': { type: 'boolean' },
    withdraw: { type: 'boolean' },
    transition: { type: 'string' },
  },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const [resolution, ...others] = choices.filter((choice) => options[choice] === true);
    if (resolution === undefined || others.length > 0) throw new UsageError((texts) => texts.oneResolution);
    const ticket = (words[0] ?? '').toUpperCase();
    const { transition } = options;
    return withDaemon(context, { signal }, async (client) => {
      const say = (line: string) => out.write(`${printable(line)}\n`);
      if (resolution === 'withdraw') {
        const { reviews } = await client.request(listReviews, {}, signal);
        const conflicts = reviews.filter(({ state }) => state === 'conflict');
        const review = oneReview(conflicts, ticket, undefined);
        await client.request(withdrawReview, { ticket, review: review.id }, signal);
        say(texts.reviews.withdrawn(review));
        return 0;
      }
      const params = { ticket, resolution, ...(typeof transition === 'string' && { transition }) };
      const answer = await client.request(resolveConflict, params, signal);
      const { key, status, due = '', assignee = '' } = answer.ticket;
      say(
        answer.result === 'confirmed'
          ? texts.reviews.stands(key, { status, due, assignee })
          : texts.reviews.waits(key, answer.note ?? ''),
      );
      return 0;
    });
  },
};
