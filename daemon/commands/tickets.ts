import { getStatus } from '#protocol/status.ts';
import { listTickets } from '#protocol/tickets.ts';
import { printableJson } from '../base/printable.ts';
import type { Command } from './command.ts';
import { doubts, requireTeam, trustLines } from './status-lines.ts';
import { ticketTable } from './tables.ts';
import { withDaemon } from './with-daemon.ts';

export const ticketsCommand: Command = {
  name: 'tickets',
  usage: '[--json]',
  summary: { en: "The team's tickets as last read.", ja: 'チームのチケット（最後に読み込んだ時点）。' },
  options: { json: { type: 'boolean' } },
  words: [0, 0],
  run: (context, { options, out, err, signal }) =>
    withDaemon(context, { signal }, async (client) => {
      const status = await client.request(getStatus, {});
      requireTeam(status);
      const { tickets } = await client.request(listTickets, {});
      const { locale } = context;
      if (options.json) {
        out.write(`${printableJson(tickets)}\n`);
        err.write(doubts(status, locale));
      } else {
        out.write(ticketTable(tickets, { locale, columns: out.columns }));
        const { length } = tickets;
        const counted = { en: length === 1 ? '1 ticket' : `${length} tickets`, ja: `チケット ${length} 件` };
        out.write(trustLines(status, counted[locale], locale));
      }
      return 0;
    }),
};
