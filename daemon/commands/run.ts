import { parseArgs } from 'node:util';
import { printableLine } from '../base/printable.ts';
import { nearNames } from '../base/suggest.ts';
import { type Locale, localeOfEnvironment, type Text } from '../base/text.ts';
import { productVersion } from '../base/version.ts';
import { Problem } from '../domain/problems/problem.ts';
import { sayProblem } from '../server/texts/say.ts';
import { type Command, UsageError } from './command.ts';
import { contextOf, logOf } from './command-context.ts';
import { daemonCommand } from './daemon.ts';
import { demoCommand } from './demo.ts';
import { findingsCommand } from './findings.ts';
import { reviewCommand } from './review.ts';
import { reviewsCommand } from './reviews.ts';
import { sandboxCommand } from './sandbox.ts';
import { syncCommand } from './sync.ts';
import { templatesCommand } from './templates.ts';
import { ticketsCommand } from './tickets.ts';
import { withdrawCommand } from './withdraw.ts';

const commands: readonly Command[] = [
  syncCommand,
  findingsCommand,
  ticketsCommand,
  reviewCommand,
  reviewsCommand,
  withdrawCommand,
  templatesCommand,
  daemonCommand,
  sandboxCommand,
  demoCommand,
];

/** Ctrl+C, a polite kill, a terminal that was closed. */
const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The guardrail command line.
 * @returns the exit code: 0 done; 1 something failed, said in one line on stderr; 2 wrong usage, likewise.
 */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const locale = localeOfEnvironment(env);
  const [name, ...rest] = argv;
  endQuietlyWithReader(process.stdout);
  endQuietlyWithReader(process.stderr);
  if (name === '--version' || name === 'version') return say(`guardrail ${productVersion}`, 0);
  if (name === '--help' || name === '-h' || name === 'help') return say(help(locale), 0);
  if (name === undefined) return complain(help(locale), 2);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return complain(noSuchCommand(name)[locale], 2);
  if (rest.includes('--help') || rest.includes('-h')) return say(usageOf(command, locale), 0);
  const abort = new AbortController();
  const onInterrupt = () => abort.abort();
  for (const signal of interruptions) process.once(signal, onInterrupt);
  // The daemon outlives its bugs; a command ends with its one line even where nobody awaited the failure.
  if (command !== daemonCommand) process.once('uncaughtException', (error) => endWith(error, env, locale));
  try {
    const { values, positionals } = parse(command, rest);
    const { config, ...options } = values;
    const context = contextOf(env, config as string | undefined);
    return await command.run(context, {
      words: positionals,
      options,
      out: process.stdout,
      err: process.stderr,
      signal: abort.signal,
    });
  } catch (error) {
    if (error instanceof UsageError) return complain(usageProblem(command, error)[locale], 2);
    if (abort.signal.aborted)
      return complain({ en: 'guardrail: cancelled.', ja: 'guardrail: 中止しました。' }[locale], 1);
    if (error instanceof Problem) return complain(`guardrail: ${sayProblem(error, locale)}`, 1);
    return complain(unexpected(error, env, locale), 1);
  } finally {
    for (const signal of interruptions) process.off(signal, onInterrupt);
  }
}

function parse(command: Command, args: string[]) {
  const options = { ...command.options, config: { type: 'string' as const } };
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
    const [least, most] = command.words;
    if (parsed.positionals.length < least || parsed.positionals.length > most)
      throw new UsageError(wrongWords);
    return parsed;
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(wrongOption(error as Error, options));
  }
}

const wrongWords: Text = { en: 'wrong number of words', ja: '引数の数が違います' };

/** Node says it in English alone. */
function wrongOption({ message }: Error, options: Command['options']): Text {
  const [, given = '', known] = /'(?:-\w, )?(--?([^\s']*))/.exec(message) ?? [];
  if (known !== undefined && known in options) {
    return options[known]?.type === 'string'
      ? { en: `${given} needs a value`, ja: `${given} には値が必要です` }
      : { en: `${given} takes no value`, ja: `${given} に値は指定できません` };
  }
  const [meant] = nearNames(known ?? '', Object.keys(options), 1);
  return {
    en: `there is no option ${given}${meant === undefined ? '' : `, did you mean --${meant}?`}`,
    ja: `オプション ${given} はありません${meant === undefined ? '' : `（もしかして: --${meant}）`}`,
  };
}

function usageProblem({ name }: Command, { text }: UsageError): Text {
  const stop = /[.?]$/.test(text.en) ? '' : '.';
  return {
    en: `guardrail ${name}: ${text.en}${stop} Run "guardrail ${name} --help".`,
    ja: `guardrail ${name}: ${text.ja}。"guardrail ${name} --help" で使い方を確認してください。`,
  };
}

function noSuchCommand(name: string): Text {
  const names = commands.map((command) => command.name);
  const [meant] = nearNames(name, names, 1);
  return {
    en: `guardrail: there is no command ${name}${meant === undefined ? '.' : `, did you mean ${meant}?`} Run "guardrail --help".`,
    ja: `guardrail: コマンド ${name} はありません${meant === undefined ? '' : `（もしかして: ${meant}）`}。"guardrail --help" で一覧を確認してください。`,
  };
}

/** A bug: its details go to the log, one line to the person. */
function unexpected(error: unknown, env: NodeJS.ProcessEnv, locale: Locale): string {
  const context = contextOf(env, undefined);
  logOf(context)('error', 'command failed', { error });
  const { stateDir } = context.place;
  return {
    en: `guardrail: something unexpected happened. ${stateDir} holds daemon.log with the details; please report them.`,
    ja: `guardrail: 予期しないエラーが発生しました。詳細は ${stateDir} の daemon.log にあります。報告をお願いします。`,
  }[locale];
}

function endWith(error: unknown, env: NodeJS.ProcessEnv, locale: Locale): never {
  complain(unexpected(error, env, locale), 1);
  process.exit(1);
}

/** `guardrail findings | head` stops reading early: that is the reader's right, not an error. */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

function usageOf({ name, usage, summary }: Command, locale: Locale): string {
  const line = ['guardrail', name, usage].filter((word) => word !== '').join(' ');
  return `${line}\n  ${summary[locale]}`;
}

function help(locale: Locale): string {
  const intro = {
    en: "Guardrail: your team's AWS security findings and their Jira tickets.",
    ja: 'Guardrail: チームの AWS セキュリティ検出結果と Jira チケット。',
  };
  const exit = {
    en: 'Every command takes --config FILE. Exit codes: 0 done, 1 failed (one line says why), 2 wrong usage.',
    ja: 'すべてのコマンドで --config FILE を使えます。終了コード: 0 成功、1 失敗（理由を 1 行で表示）、2 使い方の誤り。',
  };
  return [intro[locale], '', ...commands.map((command) => usageOf(command, locale)), '', exit[locale]].join(
    '\n',
  );
}

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}

/** Errors quote what they were given: control characters are not passed on to the terminal. */
function complain(text: string, code: number): number {
  process.stderr.write(`${text.split('\n').map(printableLine).join('\n')}\n`);
  return code;
}
