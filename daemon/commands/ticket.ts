import { readTicketDetails, type TicketDetailsView } from '#protocol/ticket-details.ts';
import { printableJson, printableLine } from '../base/printable.ts';
import type { Command } from './command.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

export const ticketCommand: Command = {
  name: 'ticket',
  usage: 'KEY [--json]',
  options: { json: { type: 'boolean' } },
  words: [1, 1],
  run: (context, { words: [key = ''], options, out, signal }) =>
    withDaemon(context, { signal }, async (client) => {
      const details = await client.request(readTicketDetails, { ticket: ticketKey(key) }, signal);
      out.write(options.json ? `${printableJson(details)}\n` : detailLines(details));
      return 0;
    }),
};

/** Returns the ticket's text, its links and its comments, which are indented below their time and author. */
export function detailLines(details: TicketDetailsView): string {
  const { ticket, description, reporter, created, comments, links } = details;
  const lines = [
    [ticket, ...(created === undefined ? [] : [minuteOf(created)]), reporter ?? []].flat().join('  '),
    ...description.split('\n').map((line) => `  ${line}`),
    ...(links.length > 0 ? [''] : []),
    ...links.map((link) => [link.relation ?? [], link.ticket ?? [], link.title, link.url].flat().join('  ')),
    ...comments.flatMap(({ text, at, by }) => [
      '',
      [...(at === '' ? [] : [minuteOf(at)]), by ?? []].flat().join('  '),
      ...text.split('\n').map((line) => `  ${line}`),
    ]),
  ];
  return lines.map((line) => `${printableLine(line)}\n`).join('');
}

function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
