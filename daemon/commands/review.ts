import { outcomes } from '#protocol/pending-review.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { printable } from '../base/printable.ts';
import { type Command, oneOf, UsageError } from './command.ts';
import { fieldOption, fieldsOf, withPeopleOfTicket } from './field-options.ts';
import { withDaemon } from './with-daemon.ts';

export const reviewCommand: Command = {
  name: 'review',
  usage:
    'KEY --outcome fixed|intended|not-ours --reason TEXT [--until DATE] [--team NAME] [--via ID|NAME]… [--transition ID|NAME] [--field NAME=VALUE]…',
  options: {
    outcome: { type: 'string' },
    reason: { type: 'string' },
    until: { type: 'string' },
    team: { type: 'string' },
    via: { type: 'string', multiple: true },
    transition: { type: 'string' },
    ...fieldOption,
  },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const outcome = oneOf('--outcome', options.outcome, outcomes);
    const ticket = words[0] ?? '';
    const { reason, until, team, via, transition } = options;
    const rest = {
      ...(typeof until === 'string' && { until }),
      ...(typeof team === 'string' && { team }),
      ...(Array.isArray(via) && { via: via.map(String) }),
      ...(typeof transition === 'string' && { transition }),
    };
    if (outcome === undefined || typeof reason !== 'string') {
      throw new UsageError((texts) => texts.reviewOptions);
    }
    const given = fieldsOf(options);
    return withDaemon(context, { signal }, async (client) => {
      const fields = await withPeopleOfTicket(given, { client, ticket, texts, signal });
      const {
        result,
        ticket: after,
        note,
      } = await client.request(reviewTicket, { ticket, outcome, reason, ...rest, fields }, signal);
      const line =
        result === 'confirmed'
          ? texts.reviews.confirmed(after.key, after.status)
          : texts.reviews.waits(after.key, note ?? '');
      out.write(`${printable(line)}\n`);
      return 0;
    });
  },
};
