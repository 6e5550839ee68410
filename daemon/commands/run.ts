import { printableLine } from '../base/printable.ts';
import { nearNames } from '../base/suggest.ts';
import { localeOfEnvironment } from '../base/text.ts';
import { productVersion } from '../base/version.ts';
import { Problem } from '../domain/problems/problem.ts';
import { sayProblem, textsOf } from '../server/texts/say.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import { type Command, type CommandInput, UsageError } from './command.ts';
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

/**
 * Runs the guardrail command line.
 * @returns the exit code: 0 if it is done; 1 if something failed; 2 for wrong usage. One line on `err`
 * explains 1 and 2.
 */
export async function run(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  { out, err, signal }: Pick<CommandInput, 'out' | 'err' | 'signal'>,
): Promise<number> {
  const locale = localeOfEnvironment(env);
  const texts = textsOf(locale).terminal;
  const [name, ...rest] = argv;
  const say = (text: string) => {
    out.write(`${text}\n`);
    return 0;
  };
  const complain = (text: string, code: 1 | 2) => {
    writeLines(err, text);
    return code;
  };
  if (name === '--version' || name === 'version') return say(`guardrail ${productVersion}`);
  if (name === '--help' || name === '-h' || name === 'help') return say(help(texts));
  if (name === undefined) return complain(help(texts), 2);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return complain(texts.run.noSuchCommand(name, nearestCommand(name)), 2);
  if (rest.includes('--help') || rest.includes('-h')) return say(usageOf(command, texts));
  try {
    const { values, positionals } = parse(command, rest);
    const { config, ...options } = values;
    const context = contextOf(env, config as string | undefined);
    return await command.run(context, { words: positionals, options, out, err, texts, signal });
  } catch (error) {
    if (error instanceof UsageError)
      return complain(texts.usage.line(command.name, error.say(texts.usage)), 2);
    if (signal.aborted) return complain(texts.run.cancelled, 1);
    if (error instanceof Problem) return complain(`guardrail: ${sayProblem(error, locale, 'request')}`, 1);
    if (error instanceof SaidProblem) return complain(`guardrail: ${error.message}`, 1);
    reportBug(error, env, err);
    return 1;
  }
}

/** Reports a bug: details go to the log, one line to the user. */
export function reportBug(error: unknown, env: NodeJS.ProcessEnv, err: NodeJS.WriteStream): void {
  const { run: texts } = textsOf(localeOfEnvironment(env)).terminal;
  const context = contextOf(env, undefined);
  logOf(context)('error', 'command failed', { error });
  writeLines(err, texts.unexpected(context.place.stateDir));
}

/** Errors quote the user's input. Its control characters must not reach the terminal. */
function writeLines(err: NodeJS.WriteStream, text: string): void {
  err.write(`${text.split('\n').map(printableLine).join('\n')}\n`);
}

function nearestCommand(name: string): string | undefined {
  const names = commands.map((command) => command.name);
  return nearNames(name, names, 1)[0];
}

function usageOf({ name, usage }: Command, texts: TerminalTexts): string {
  const line = ['guardrail', name, usage].filter((word) => word !== '').join(' ');
  return `${line}\n  ${texts.summaries[name]}`;
}

function help(texts: TerminalTexts): string {
  const { intro, exitCodes } = texts.help;
  return [intro, '', ...commands.map((command) => usageOf(command, texts)), '', exitCodes].join('\n');
}
