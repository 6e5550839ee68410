import { listTickets } from '#protocol/messages.ts';
import type { Command } from './command.ts';
import { withDaemon } from './context.ts';
import { ticketTable } from './tables.ts';

export const ticketsCommand: Command = {
  name: 'tickets',
  usage: '[--json]',
  summary: { en: "The team's tickets as last read.", ja: 'チームのチケット（最後に読み込んだ時点）。' },
  options: { json: { type: 'boolean' } },
  words: [0, 0],
  run: (context, { options, out }) =>
    withDaemon(context, [], async (client) => {
      const { tickets } = await client.request(listTickets, {});
      if (options.json) out.write(`${JSON.stringify(tickets, null, 2)}\n`);
      else out.write(ticketTable(tickets, { locale: context.locale, columns: out.columns }));
      return 0;
    }),
};
