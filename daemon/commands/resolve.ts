import { resolveConflict } from '#protocol/outbox.ts';
import { listReviews, withdrawReview } from '#protocol/reviews.ts';
import { printable } from '../base/printable.ts';
import { type Command, UsageError } from './command.ts';
import { fieldOption, fieldsOf, withPeopleOfTicket } from './field-options.ts';
import { keptAction } from './kept-action.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

const choices = ['send-anyway', 'comment-only', 'withdraw'] as const;

export const resolveCommand: Command = {
  name: 'resolve',
  usage:
    'KEY --send-anyway|--comment-only|--withdraw [--action ID] [--via ID|NAME]… [--transition ID|NAME] [--field NAME=VALUE]…',
  options: {
    'send-anyway': { type: 'boolean' },
    'comment-only': { type: 'boolean' },
    withdraw: { type: 'boolean' },
    action: { type: 'string' },
    via: { type: 'string', multiple: true },
    transition: { type: 'string' },
    ...fieldOption,
  },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const [resolution, ...others] = choices.filter((choice) => options[choice] === true);
    if (resolution === undefined || others.length > 0) throw new UsageError((texts) => texts.oneResolution);
    const ticket = ticketKey(words[0]);
    const { via, transition } = options;
    const given = fieldsOf(options);
    const isOfMove = via !== undefined || transition !== undefined || Object.keys(given).length > 0;
    if (isOfMove && resolution !== 'send-anyway') throw new UsageError((texts) => texts.moveOptions);
    const action = typeof options.action === 'string' ? options.action : undefined;
    return withDaemon(context, { signal }, async (client) => {
      const say = (line: string) => out.write(`${printable(line)}\n`);
      const { reviews } = await client.request(listReviews, {}, signal);
      const conflicts = reviews.filter(({ state }) => state === 'conflict');
      if (resolution === 'withdraw') {
        const review = keptAction(conflicts, { ticket, action });
        await client.request(withdrawReview, { ticket, review: review.id }, signal);
        say(texts.reviews.withdrawn(review));
        return 0;
      }
      // The daemon says why nothing can be resolved if there is no conflict.
      const isConflict = conflicts.some((review) => review.ticket === ticket && review.current);
      const review = isConflict ? keptAction(conflicts, { ticket, action }).id : action;
      const params = {
        ticket,
        resolution,
        ...(review && { review }),
        ...(Array.isArray(via) && { via: via.map(String) }),
        ...(typeof transition === 'string' && { transition }),
        fields: await withPeopleOfTicket(given, { client, ticket, texts, signal }),
      };
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
