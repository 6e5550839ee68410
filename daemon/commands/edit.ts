import { type EditParams, editTicket } from '#protocol/edits.ts';
import type { EditKind } from '#protocol/pending-review.ts';
import type { ReviewResult } from '#protocol/reviews.ts';
import { listTickets, type TicketView } from '#protocol/tickets.ts';
import { printable, printableJson } from '../base/printable.ts';
import { soundDue } from '../domain/tickets/actions/edits/edit-problems.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import { type Command, type CommandInput, UsageError } from './command.ts';
import type { Client } from './daemon-client.ts';
import { SaidProblem } from './said-problem.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

/** Jira takes the tickets one by one. More in one command are a mistake rather than a decision. */
const maxTickets = 100;

export const assignCommand = commandOf('assign', 'KEY… [--reason TEXT] [--preview] [--json]');
export const commentCommand = commandOf('comment', 'KEY… --reason TEXT [--preview] [--json]');
export const dueCommand: Command = {
  ...commandOf('due', 'KEY… DATE --reason TEXT [--allow-past] [--preview] [--json]'),
  words: [2, maxTickets + 1],
};

type Edit = Omit<EditParams, 'ticket' | 'url'>;

/** The result for one ticket, as `--json` has it. */
interface Outcome {
  readonly ticket: string;
  readonly result: ReviewResult['result'] | 'failed';
  readonly status?: string;
  readonly assignee?: string;
  readonly due?: string;
  readonly note?: string;
}

/** One result for each ticket: a ticket that Jira refuses does not stop the others. */
function commandOf(kind: EditKind, usage: string): Command {
  return {
    name: kind,
    usage,
    options: {
      reason: { type: 'string' },
      ...(kind === 'due' && { 'allow-past': { type: 'boolean' } }),
      preview: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    words: [1, maxTickets],
    run(context, input) {
      const { keys, edit } = readEdit(kind, input);
      const { options, signal } = input;
      return withDaemon(context, { signal }, (client) =>
        options.preview === true ? preview(client, keys, edit, input) : send(client, keys, edit, input),
      );
    },
  };
}

function readEdit(kind: EditKind, { words, options }: CommandInput): { keys: string[]; edit: Edit } {
  const { reason = '' } = options;
  if (typeof reason !== 'string' || (kind !== 'assign' && reason.trim() === ''))
    throw new UsageError((texts) => texts.editReasonNeeded);
  const keys = kind === 'due' ? words.slice(0, -1) : words;
  const due = kind === 'due' ? readDue(words.at(-1) ?? '', options['allow-past'] === true) : undefined;
  return {
    keys: [...new Set(keys.map(ticketKey))],
    edit: {
      edit: kind,
      reason,
      ...(due !== undefined && { due }),
      ...(options['allow-past'] === true && { allowPast: true }),
    },
  };
}

/** The daemon refuses the same days: a preview does not show what cannot be sent. */
function readDue(word: string, mayBePast: boolean): string {
  if (!/^\d{4}-\d\d?-\d\d?$/.test(word.normalize('NFKC'))) throw new UsageError((texts) => texts.dayLast);
  return soundDue(word, new Date().toISOString(), mayBePast);
}

async function send(
  client: Client,
  keys: readonly string[],
  edit: Edit,
  { options, out, err, texts, signal }: CommandInput,
): Promise<number> {
  const outcomes: Outcome[] = [];
  for (const ticket of keys) {
    try {
      const answer = await client.request(editTicket, { ticket, ...edit }, signal);
      outcomes.push(outcomeOf(answer));
      if (options.json !== true) out.write(`${printable(lineOf(answer, edit.edit, texts))}\n`);
    } catch (error) {
      if (!(error instanceof SaidProblem) || (keys.length === 1 && options.json !== true)) throw error;
      outcomes.push({ ticket, result: 'failed', note: error.message });
      err.write(`${printable(`${ticket}: ${error.message}`)}\n`);
    }
  }
  if (options.json === true) out.write(`${printableJson(outcomes)}\n`);
  return outcomes.some(({ result }) => result === 'failed') ? 1 : 0;
}

function outcomeOf({ result, ticket, note }: ReviewResult): Outcome {
  const { key, status, assignee, due } = ticket;
  return {
    ticket: key,
    result,
    status,
    ...(assignee !== undefined && { assignee }),
    ...(due !== undefined && { due }),
    ...(note !== undefined && { note }),
  };
}

function lineOf(
  { result, ticket, note = '' }: ReviewResult,
  kind: EditKind,
  { reviews, edits }: TerminalTexts,
): string {
  if (result === 'waiting') return reviews.waits(ticket.key, note);
  return edits.done[kind](ticket.key, { assignee: ticket.assignee ?? '', due: ticket.due ?? '' });
}

/** Says what would change. Sends nothing. */
async function preview(
  client: Client,
  keys: readonly string[],
  edit: Edit,
  { options, out, err, texts, signal }: CommandInput,
): Promise<number> {
  const { tickets } = await client.request(listTickets, {}, signal);
  const byKey = new Map(tickets.map((ticket) => [ticket.key, ticket]));
  const rows = keys.map((ticket) => ({ ticket, ...changeOf(byKey.get(ticket), edit) }));
  if (options.json === true) out.write(`${printableJson(rows.map((row) => ({ ...row, preview: true })))}\n`);
  else
    for (const { ticket, isKnown, now } of rows) {
      const summary = byKey.get(ticket)?.summary ?? '';
      const line = isKnown
        ? texts.edits.preview(ticket, edit.edit, { now: now ?? '', due: edit.due ?? '', summary })
        : texts.edits.notListed(ticket);
      (isKnown ? out : err).write(`${printable(line)}\n`);
    }
  return rows.every(({ isKnown }) => isKnown) ? 0 : 1;
}

function changeOf(
  ticket: TicketView | undefined,
  { edit, due }: Edit,
): { readonly isKnown: boolean; readonly now?: string; readonly wanted?: string } {
  if (!ticket) return { isKnown: false };
  const now = edit === 'due' ? ticket.due : edit === 'assign' ? ticket.assignee : undefined;
  return { isKnown: true, ...(now !== undefined && { now }), ...(due !== undefined && { wanted: due }) };
}
