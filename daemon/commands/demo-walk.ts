import { type FindingView, listFindings } from '#protocol/findings.ts';
import { listMoves } from '#protocol/moves.ts';
import { listTickets, type TicketView } from '#protocol/tickets.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { printableLine } from '../base/printable.ts';
import { problem } from '../domain/problems/problem.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Command, CommandInput } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { Client } from './daemon-client.ts';
import { approveCommand, sendBackCommand } from './decide.ts';
import { movesCommand } from './moves.ts';
import { parse } from './parse.ts';
import { reviewCommand } from './review.ts';
import { readReviewCases } from './review-cases.ts';
import { reviewTable } from './review-table.ts';
import { reportLines, syncWithProgress } from './sync.ts';
import { findingTable } from './tables.ts';
import { ticketCommand } from './ticket.ts';

/**
 * Shows a team's work from finding to decision: a sync run; two reviews, one of which needs a field; the reviewer's
 * answers. Each command is printed as a user types it, and runs.
 */
export async function walk(
  client: Client,
  hello: Sandbox['hello'],
  context: CommandContext,
  input: CommandInput,
): Promise<void> {
  const { out, texts, signal } = input;
  const { demo, tables, sync } = texts;
  const say = (text: string) => out.write(`${text.split('\n').map(printableLine).join('\n')}\n`);
  const type = async (command: Command, ...args: string[]) => {
    say(`$ guardrail ${[command.name, ...args.map(quoted)].join(' ')}`);
    const { values, positionals } = parse(command, args);
    await command.run(context, { ...input, words: positionals, options: values });
  };
  const tickets = async () => (await client.request(listTickets, {}, signal)).tickets;

  say(demo.start(hello));
  const report = await syncWithProgress(client, input);
  out.write(reportLines(report, { locale: context.locale, texts: sync, withCalls: false }));

  const findings = (await client.request(listFindings, {}, signal)).findings.toSorted(byUrgency);
  say(demo.findings(findings.length));
  out.write(findingTable(findings, { texts: tables, base: hello.workspace, columns: out.columns }));

  const before = await tickets();
  const { plain, asking, field, value } = await chooseTickets(client, findings, signal);
  say(demo.review(plain));
  await type(reviewCommand, plain, '--outcome', 'intended', '--reason', demo.reasons.intended);
  say(demo.asks(asking, field));
  await type(movesCommand, asking);
  const fields = ['--field', `${field}=${value}`];
  await type(reviewCommand, asking, '--outcome', 'fixed', '--reason', demo.reasons.fixed, ...fields);

  say(demo.reviewer);
  const reviewed = (await tickets()).filter(({ key }) => key === plain || key === asking);
  const cases = await readReviewCases(client, reviewed, signal);
  out.write(reviewTable(cases.tickets, { texts: tables, columns: out.columns }));
  say('');
  await type(approveCommand, plain);
  await type(sendBackCommand, asking, '--reason', demo.reasons.sentBack);

  say(demo.answer);
  await type(ticketCommand, asking);
  say(demo.changes(boardOf(before, await tickets())));
  say(demo.next);
}

/** Returns two tickets at To Do whose findings are linked: one whose review asks for nothing, and one whose review asks for a choice. */
async function chooseTickets(client: Client, findings: readonly FindingView[], signal: AbortSignal) {
  const open = findings.filter(({ ticket, link }) => ticket?.state === 'todo' && link?.place !== undefined);
  const plain = open.find(({ ruleIdentifier }) => ruleIdentifier !== undefined)?.ticket?.key;
  for (const { ticket } of open.filter(({ source }) => source === 'guardduty')) {
    if (!ticket || plain === undefined) continue;
    const { moves } = await client.request(listMoves, { ticket: ticket.key }, signal);
    const asked = moves.find(({ state }) => state === 'review')?.fields.find(({ required }) => required);
    const value = asked?.options?.[0]?.label;
    if (asked && value !== undefined) return { plain, asking: ticket.key, field: asked.name, value };
  }
  throw problem('demo-failed', {});
}

/** Returns a word as it is typed in a shell. */
function quoted(word: string): string {
  return /^[\w-]+$/.test(word) ? word : `"${word}"`;
}

/** Returns the number of tickets by status, before and after: `To Do 41 → 40, In Review 10 → 11, Done 7`. */
function boardOf(before: readonly TicketView[], after: readonly TicketView[]): string {
  const count = (tickets: readonly TicketView[], name: string) =>
    tickets.filter(({ status }) => status === name).length;
  const states = ['todo', 'review', 'done'];
  const names = [...before, ...after]
    .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state))
    .map(({ status }) => status);
  return [...new Set(names)]
    .map((name) => {
      const [was, is] = [count(before, name), count(after, name)];
      return `${name} ${was === is ? is : `${was} → ${is}`}`;
    })
    .join(', ');
}
