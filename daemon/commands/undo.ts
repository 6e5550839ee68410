import { undoAction } from '#protocol/outbox.ts';
import { printable } from '../base/printable.ts';
import type { Command } from './command.ts';
import { fieldOption, fieldsOf, withPeopleOfTicket } from './field-options.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

export const undoCommand: Command = {
  name: 'undo',
  usage: 'KEY [--reason TEXT] [--transition ID|NAME] [--field NAME=VALUE]…',
  options: { reason: { type: 'string' }, transition: { type: 'string' }, ...fieldOption },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const ticket = ticketKey(words[0]);
    const { reason, transition } = options;
    const params = {
      ticket,
      ...(typeof reason === 'string' && { reason }),
      ...(typeof transition === 'string' && { transition }),
    };
    const given = fieldsOf(options);
    return withDaemon(context, { signal }, async (client) => {
      const fields = await withPeopleOfTicket(given, { client, ticket, texts, signal });
      const answer = await client.request(undoAction, { ...params, fields }, signal);
      const { key, status, due = '', assignee = '' } = answer.ticket;
      const lines = {
        withdrawn: () => texts.reviews.undoneUnsent(key),
        confirmed: () => texts.reviews.stands(key, { status, due, assignee }),
        waiting: () => texts.reviews.waits(key, ('note' in answer && answer.note) || ''),
      };
      out.write(`${printable(lines[answer.result]())}\n`);
      return 0;
    });
  },
};
