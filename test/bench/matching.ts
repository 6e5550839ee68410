import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createEventBus } from '../../daemon/base/event-bus.ts';
import type { MatchableFinding } from '../../daemon/domain/tickets/matching/finding-index.ts';
import {
  createTicketMatcher,
  type MatchInput,
  matchTickets,
} from '../../daemon/domain/tickets/matching/ticket-matcher.ts';
import type { TicketRecord } from '../../daemon/domain/tickets/ticket.ts';
import type { SyncEvent } from '../../daemon/sync/events.ts';
import { createTicketMatching } from '../../daemon/sync/ticket-matching.ts';
import { inventedFinding, inventedTicket } from '../support/invented-tickets.ts';
import { printTable } from './side-by-side.ts';

const sizes = [
  { tickets: 5_000, findings: 20_000 },
  { tickets: 20_000, findings: 100_000 },
];

/** A sentence that most bots add, so that the texts are as long as real ones. */
const prose =
  'Check who needs this access, change the resource in its template, and deploy it before the due date. ';

/**
 * Measures the time of the processor that a snapshot needs to match tickets without a label with findings: the first time and after changes, next to
 * matching everything again. `held`: the longest time for which the event loop did nothing else.
 */
export async function run(): Promise<void> {
  for (const { tickets, findings } of sizes) {
    console.log(`\n${tickets.toLocaleString('en')} tickets, ${findings.toLocaleString('en')} findings`);
    printTable([
      ['', 'CPU ms', 'held ms', 'texts', 'everything again, CPU ms'],
      ...(await rowsOf(tickets, findings)),
    ]);
  }
}

type Lists = Pick<MatchInput, 'tickets' | 'findings'>;

async function rowsOf(ticketCount: number, findingCount: number): Promise<string[][]> {
  const findings = Array.from({ length: findingCount }, (_, number) => inventedFinding(number));
  const tickets = Array.from({ length: ticketCount }, (_, number) => ticketOf(number, findingCount));
  const matcher = createTicketMatcher();
  const matching = createTicketMatching(createEventBus<SyncEvent>(console.error), matcher);
  const rows: string[][] = [];
  const edits: readonly (readonly [string, (lists: Lists) => Lists])[] = [
    ['first time', (lists) => lists],
    ['nothing changed', (lists) => lists],
    ['20 tickets moved', (lists) => ({ ...lists, tickets: edited(lists.tickets, moved) })],
    ['20 texts changed', (lists) => ({ ...lists, tickets: edited(lists.tickets, reworded) })],
    ['20 findings gone', (lists) => ({ ...lists, findings: lists.findings.slice(20) })],
    [
      '1,000 new findings',
      (lists) => ({ ...lists, findings: [...lists.findings, ...newFindings(findingCount)] }),
    ],
  ];
  let lists: Lists = { tickets, findings };
  for (const [name, edit] of edits) {
    lists = edit(lists);
    const input: MatchInput = { ...lists, isOpen: () => true };
    const before = matcher.counts.texts;
    const { cpuMs, heldMs } = await measured(async () => {
      matching.match(input);
      await matching.settled();
      matching.match(input);
    });
    const fresh = await measured(async () => void matchTickets(input));
    const figures = [cpuMs, heldMs, matcher.counts.texts - before, fresh.cpuMs];
    rows.push([name, ...figures.map((figure) => figure.toFixed(0))]);
  }
  return rows;
}

function ticketOf(number: number, findingCount: number): TicketRecord {
  const ticket = inventedTicket(number, (number * 7) % findingCount);
  return { ...ticket, description: `${ticket.description}\n${prose.repeat(12)}` };
}

const moved = (ticket: TicketRecord): TicketRecord => ({
  ...ticket,
  status: { id: '2', name: 'In Review', category: 'indeterminate' },
});
const reworded = (ticket: TicketRecord): TicketRecord => ({ ...ticket, summary: `${ticket.summary}!` });

function edited(
  tickets: readonly TicketRecord[],
  edit: (ticket: TicketRecord) => TicketRecord,
): TicketRecord[] {
  return tickets.map((ticket, number) => (number < 20 ? edit(ticket) : ticket));
}

function newFindings(from: number): MatchableFinding[] {
  return Array.from({ length: 1_000 }, (_, number) => inventedFinding(from + number));
}

async function measured(work: () => Promise<void>): Promise<{ cpuMs: number; heldMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  // The delay is seen by the next turn.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  return { cpuMs: (user + system) / 1000, heldMs: delay.max / 1e6 };
}
