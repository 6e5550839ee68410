import { getStatus } from '#protocol/status.ts';
import { listTickets, type TicketView } from '#protocol/tickets.ts';
import { printableJson, printableLine } from '../base/printable.ts';
import { type Command, oneOf } from './command.ts';
import { chosenDivergences, divergenceBlocks, divergenceOption } from './divergence-rows.ts';
import { countDue, dueForPrograms } from './due-cells.ts';
import { readReviewCases } from './review-cases.ts';
import { reviewTable } from './review-table.ts';
import { incompleteLines, requireTeam, statusLines } from './status-lines.ts';
import { ticketTable } from './tables.ts';
import { withDaemon } from './with-daemon.ts';

const states = ['todo', 'review', 'done'] as const;

export const ticketsCommand: Command = {
  name: 'tickets',
  usage: '[--json] [--state todo|review|done] [--divergence any|CODE]',
  options: { json: { type: 'boolean' }, state: { type: 'string' }, divergence: { type: 'string' } },
  words: [0, 0],
  run(context, { options, out, err, texts, signal }) {
    const state = oneOf('--state', options.state, states);
    const divergence = divergenceOption(options.divergence);
    return withDaemon(context, { signal }, async (client) => {
      const status = await client.request(getStatus, {});
      requireTeam(status);
      const answer = await client.request(listTickets, {});
      const tickets: readonly TicketView[] = answer.tickets.filter(
        (ticket) =>
          (state === undefined || ticket.state === state) &&
          (divergence === undefined || chosenDivergences(ticket, divergence).length > 0),
      );
      // A reviewer needs what the developers said. Other lists make no call to Jira.
      const cases = state === 'review' ? await readReviewCases(client, tickets, signal) : undefined;
      const language = { locale: context.locale, texts: texts.status };
      if (options.json) {
        const listed = (cases?.tickets ?? tickets).map((ticket) => ({
          ...ticket,
          ...dueForPrograms(ticket),
        }));
        out.write(`${printableJson(listed)}\n`);
        err.write(incompleteLines(status, language));
      } else {
        const shown = { texts: texts.tables, columns: out.columns };
        const heading = ({ key, summary, status: name }: TicketView) => `${key} ${name} · ${summary}`;
        out.write(
          divergence !== undefined
            ? divergenceBlocks(tickets, divergence, { heading, next: texts.status.next })
            : cases
              ? reviewTable(cases.tickets, shown)
              : ticketTable(tickets, shown),
        );
        const counted = { items: texts.status.tickets(tickets.length), due: countDue(tickets) };
        out.write(statusLines(status, counted, language));
      }
      if (!cases || cases.unread === 0) return 0;
      err.write(`${printableLine(texts.reviews.notRead(cases.unread, cases.cause))}\n`);
      return 1;
    });
  },
};
