import { listMoves, type MoveView, type TicketMoves } from '#protocol/moves.ts';
import { printableJson, printableLine } from '../base/printable.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import type { Command } from './command.ts';
import { ticketKey } from './ticket-key.ts';
import { withDaemon } from './with-daemon.ts';

export const movesCommand: Command = {
  name: 'moves',
  usage: 'KEY [--json]',
  options: { json: { type: 'boolean' } },
  words: [1, 1],
  run: (context, { words, options, out, texts, signal }) =>
    withDaemon(context, { signal }, async (client) => {
      const answer = await client.request(listMoves, { ticket: ticketKey(words[0]) }, signal);
      out.write(options.json ? `${printableJson(answer)}\n` : moveLines(answer, texts));
      return 0;
    }),
};

/** Returns the ticket's status, and each move with the fields of its screen below it. */
export function moveLines({ ticket, status, moves }: TicketMoves, { moves: texts }: TerminalTexts): string {
  const lines = [
    moves.length === 0 ? texts.none(ticket, status) : texts.from(ticket, status),
    ...moves.flatMap((move) => linesOf(move, texts).map((line) => `  ${line}`)),
  ];
  return lines.map((line) => `${printableLine(line)}\n`).join('');
}

function linesOf({ id, name, to, fields, isUnavailable }: MoveView, texts: TerminalTexts['moves']): string[] {
  const move = `${id}  ${name} → ${to}`;
  return [
    isUnavailable ? `${move}  ${texts.unavailable}` : move,
    ...fields.map((field) => `    ${field.name}: ${texts.field(field)}`),
  ];
}
