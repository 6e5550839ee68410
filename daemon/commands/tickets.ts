import { getStatus } from '#protocol/status.ts';
import { listTickets } from '#protocol/tickets.ts';
import { printableJson } from '../base/printable.ts';
import type { Command } from './command.ts';
import { incompleteLines, requireTeam, statusLines } from './status-lines.ts';
import { ticketTable } from './tables.ts';
import { withDaemon } from './with-daemon.ts';

export const ticketsCommand: Command = {
  name: 'tickets',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  words: [0, 0],
  run: (context, { options, out, err, texts, signal }) =>
    withDaemon(context, { signal }, async (client) => {
      const status = await client.request(getStatus, {});
      requireTeam(status);
      const { tickets } = await client.request(listTickets, {});
      const language = { locale: context.locale, texts: texts.status };
      if (options.json) {
        out.write(`${printableJson(tickets)}\n`);
        err.write(incompleteLines(status, language));
      } else {
        out.write(ticketTable(tickets, { texts: texts.tables, columns: out.columns }));
        out.write(statusLines(status, texts.status.tickets(tickets.length), language));
      }
      return 0;
    }),
};
