import { printableLine } from '../base/printable.ts';
import { nearNames } from '../base/suggest.ts';
import { localeOfEnvironment } from '../base/text.ts';
import { productVersion } from '../base/version.ts';
import { Problem } from '../domain/problems/problem.ts';
import { sayProblem, textsOf } from '../server/texts/say.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import { type Command, UsageError } from './command.ts';
import { contextOf, logOf } from './command-context.ts';
import { daemonCommand } from './daemon.ts';
import { approveCommand, sendBackCommand } from './decide.ts';
import { demoCommand } from './demo.ts';
import { assignCommand, commentCommand, dueCommand } from './edit.ts';
import { fileCommand } from './file.ts';
import { findingsCommand } from './findings.ts';
import { matchCommand } from './match.ts';
import { movesCommand } from './moves.ts';
import { parse } from './parse.ts';
import { resolveCommand } from './resolve.ts';
import { reviewCommand } from './review.ts';
import { reviewsCommand } from './reviews.ts';
import { SaidProblem } from './said-problem.ts';
import { sandboxCommand } from './sandbox.ts';
import { statusCommand } from './status.ts';
import { syncCommand } from './sync.ts';
import { templatesCommand } from './templates.ts';
import { ticketCommand } from './ticket.ts';
import { ticketsCommand } from './tickets.ts';
import { undoCommand } from './undo.ts';
import { withdrawCommand } from './withdraw.ts';

/** Every subcommand, in the order of the help. */
export const commands: readonly Command[] = [
  syncCommand,
  statusCommand,
  findingsCommand,
  ticketsCommand,
  matchCommand,
  ticketCommand,
  reviewCommand,
  movesCommand,
  reviewsCommand,
  approveCommand,
  sendBackCommand,
  assignCommand,
  commentCommand,
  dueCommand,
  undoCommand,
  resolveCommand,
  withdrawCommand,
  fileCommand,
  templatesCommand,
  daemonCommand,
  sandboxCommand,
  demoCommand,
];

/** Ctrl+C, a request to end, and a terminal that was closed. */
const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the guardrail command line.
 * @returns the exit code: 0 if it is done; 1 if something failed; 2 for wrong usage. One line on stderr
 * explains 1 and 2.
 */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const locale = localeOfEnvironment(env);
  const texts = textsOf(locale).terminal;
  const [name, ...rest] = argv;
  endQuietlyWithReader(process.stdout);
  endQuietlyWithReader(process.stderr);
  if (name === '--version' || name === 'version') return say(`guardrail ${productVersion}`, 0);
  if (name === '--help' || name === '-h' || name === 'help') return say(help(texts), 0);
  if (name === undefined) return complain(help(texts), 2);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return complain(texts.run.noSuchCommand(name, nearestCommand(name)), 2);
  if (rest.includes('--help') || rest.includes('-h')) return say(usageOf(command, texts), 0);
  const abort = new AbortController();
  const onInterrupt = () => abort.abort();
  for (const signal of interruptions) process.once(signal, onInterrupt);
  // The daemon survives its bugs. A command ends with one line, even if no code awaited the failure.
  if (command !== daemonCommand) process.once('uncaughtException', (error) => endWith(error, env, texts));
  try {
    const { values, positionals } = parse(command, rest);
    const { config, ...options } = values;
    const context = contextOf(env, config as string | undefined);
    return await command.run(context, {
      words: positionals,
      options,
      out: process.stdout,
      err: process.stderr,
      texts,
      signal: abort.signal,
    });
  } catch (error) {
    if (error instanceof UsageError)
      return complain(texts.usage.line(command.name, error.say(texts.usage)), 2);
    if (abort.signal.aborted) return complain(texts.run.cancelled, 1);
    if (error instanceof Problem) return complain(`guardrail: ${sayProblem(error, locale, 'request')}`, 1);
    if (error instanceof SaidProblem) return complain(`guardrail: ${error.message}`, 1);
    return complain(unexpected(error, env, texts), 1);
  } finally {
    for (const signal of interruptions) process.off(signal, onInterrupt);
  }
}

function nearestCommand(name: string): string | undefined {
  const names = commands.map((command) => command.name);
  return nearNames(name, names, 1)[0];
}

/** Reports a bug: details go to the log, one line to the user. */
function unexpected(error: unknown, env: NodeJS.ProcessEnv, texts: TerminalTexts): string {
  const context = contextOf(env, undefined);
  logOf(context)('error', 'command failed', { error });
  return texts.run.unexpected(context.place.stateDir);
}

function endWith(error: unknown, env: NodeJS.ProcessEnv, texts: TerminalTexts): never {
  complain(unexpected(error, env, texts), 1);
  process.exit(1);
}

/** `guardrail findings | head` stops reading early. That is not an error. */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

function usageOf({ name, usage }: Command, texts: TerminalTexts): string {
  const line = ['guardrail', name, usage].filter((word) => word !== '').join(' ');
  return `${line}\n  ${texts.summaries[name]}`;
}

function help(texts: TerminalTexts): string {
  const { intro, exitCodes } = texts.help;
  return [intro, '', ...commands.map((command) => usageOf(command, texts)), '', exitCodes].join('\n');
}

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}

/** Errors quote the user's input. Its control characters must not reach the terminal. */
function complain(text: string, code: number): number {
  process.stderr.write(`${text.split('\n').map(printableLine).join('\n')}\n`);
  return code;
}
