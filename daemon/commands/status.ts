import { divergenceCodes } from '#protocol/divergence.ts';
import { listFindings } from '#protocol/findings.ts';
import { getStatus } from '#protocol/status.ts';
import { listTickets } from '#protocol/tickets.ts';
import { printableJson, printableLine } from '../base/printable.ts';
import type { Command } from './command.ts';
import { countDue } from './due-cells.ts';
import { requireTeam, statusLines } from './status-lines.ts';
import { withDaemon } from './with-daemon.ts';

export const statusCommand: Command = {
  name: 'status',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  words: [0, 0],
  run(context, { options, out, texts, signal }) {
    return withDaemon(context, { signal }, async (client) => {
      const status = await client.request(getStatus, {});
      requireTeam(status);
      const { findings } = await client.request(listFindings, {});
      const { tickets } = await client.request(listTickets, {});
      const due = countDue(tickets);
      if (options.json) {
        const counts = { failing: findings.length, tickets: tickets.length, ...due };
        out.write(`${printableJson({ ...status, counts })}\n`);
        return 0;
      }
      const language = { locale: context.locale, texts: texts.status };
      out.write(`${printableLine(texts.status.findings(findings.length))}\n`);
      out.write(statusLines(status, { items: texts.status.tickets(tickets.length), due }, language));
      if (!status.divergences) out.write(`${printableLine(texts.status.noDivergences)}\n`);
      for (const code of divergenceCodes) {
        const count = status.divergences?.[code];
        if (count !== undefined) out.write(`${printableLine(texts.status.divergence(code, count))}\n`);
      }
      return 0;
    });
  },
};
