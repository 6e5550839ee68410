import { judgeMatch, listTickets, type TicketView } from '#protocol/tickets.ts';
import { printable } from '../base/printable.ts';
import { problem } from '../domain/problems/problem.ts';
import { type Command, UsageError } from './command.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

const verdicts = { confirm: 'confirmed', reject: 'rejected', forget: 'forget' } as const;

export const matchCommand: Command = {
  name: 'match',
  usage: 'KEY [--confirm | --reject | --forget] [--finding KEY]',
  options: {
    confirm: { type: 'boolean' },
    reject: { type: 'boolean' },
    forget: { type: 'boolean' },
    finding: { type: 'string' },
  },
  words: [1, 1],
  run(context, { words, options, out, texts, signal }) {
    const key = ticketKey(words[0]);
    const chosen = (['confirm', 'reject', 'forget'] as const).filter((name) => options[name] === true);
    if (chosen.length > 1) throw new UsageError((texts) => texts.oneVerdict);
    const [name] = chosen;
    if (name === undefined && options.finding !== undefined)
      throw new UsageError((texts) => texts.findingOfVerdict);
    return withDaemon(context, { signal }, async (client) => {
      const { tickets } = await client.request(listTickets, {}, signal);
      const ticket = tickets.find((candidate) => candidate.key === key);
      if (!ticket) throw problem('ticket-not-read', { ticket: key });
      if (name === undefined) {
        out.write(`${texts.matches.shown(ticket).map(printable).join('\n')}\n`);
        return 0;
      }
      // Nothing shows which finding was rejected: the daemon knows the verdict.
      const isForgotten = name === 'forget' && ticket.finding === undefined;
      const named = typeof options.finding === 'string' ? options.finding : undefined;
      const given = named ?? (isForgotten ? undefined : onlyFinding(ticket));
      const answer = await client.request(
        judgeMatch,
        { ticket: key, ...(given !== undefined && { finding: given }), verdict: verdicts[name] },
        signal,
      );
      const lines = [
        texts.matches.judged[verdicts[name]](key, answer.finding),
        ...texts.matches.shown(answer.ticket),
      ];
      out.write(`${lines.map(printable).join('\n')}\n`);
      return 0;
    });
  },
};

/** @throws Problem `match-of-several` if the ticket is about no finding or about several. */
function onlyFinding({ key, finding, findings = [] }: TicketView): string {
  if (finding === undefined) throw problem('match-of-several', { ticket: key, findings });
  return finding;
}
