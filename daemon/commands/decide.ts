import type { Decision } from '#protocol/pending-review.ts';
import { decideTicket } from '#protocol/reviews.ts';
import { printable } from '../base/printable.ts';
import { type Command, UsageError } from './command.ts';
import { fieldOption, fieldsOf, withPeopleOfTicket } from './field-options.ts';
import { SaidProblem } from './said-problem.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

/** Jira takes the tickets one by one. More in one command are a mistake rather than a decision. */
const maxTickets = 100;

export const approveCommand = commandOf(
  'approve',
  'KEY… [--reason TEXT] [--transition ID|NAME] [--field NAME=VALUE]…',
);
export const sendBackCommand = commandOf(
  'send-back',
  'KEY… --reason TEXT [--transition ID|NAME] [--field NAME=VALUE]…',
);

/** One result for each ticket: a ticket that Jira refuses does not stop the others. */
function commandOf(decision: Decision, usage: string): Command {
  return {
    name: decision,
    usage,
    options: { reason: { type: 'string' }, transition: { type: 'string' }, ...fieldOption },
    words: [1, maxTickets],
    run(context, { words, options, out, err, texts, signal }) {
      const { reason = '', transition } = options;
      if (typeof reason !== 'string' || (decision === 'send-back' && reason.trim() === '')) {
        throw new UsageError((texts) => texts.reasonNeeded);
      }
      const move = typeof transition === 'string' ? { transition } : {};
      const given = fieldsOf(options);
      const keys = new Set(words.map(ticketKey));
      return withDaemon(context, { signal }, async (client) => {
        let failed = 0;
        for (const ticket of keys) {
          try {
            const fields = await withPeopleOfTicket(given, { client, ticket, texts, signal });
            const params = { ticket, decision, reason, ...move, fields };
            const answer = await client.request(decideTicket, params, signal);
            const { key, status } = answer.ticket;
            const line =
              answer.result === 'confirmed'
                ? texts.reviews.confirmed(key, status)
                : texts.reviews.waits(key, answer.note ?? '');
            out.write(`${printable(line)}\n`);
          } catch (error) {
            if (!(error instanceof SaidProblem) || keys.size === 1) throw error;
            failed += 1;
            err.write(`${printable(`${ticket}: ${error.message}`)}\n`);
          }
        }
        return failed > 0 ? 1 : 0;
      });
    },
  };
}
