import { parseArgs } from 'node:util';
import { printable } from '../base/printable.ts';
import { Problem, sayProblem } from '../base/problem.ts';
import { type Locale, localeOf } from '../base/text.ts';
import { productVersion } from '../base/version.ts';
import { type Command, UsageError } from './command.ts';
import { contextOf, logOf } from './context.ts';
import { daemonCommand } from './daemon.ts';
import { demoCommand } from './demo.ts';
import { findingsCommand } from './findings.ts';
import { reviewCommand } from './review.ts';
import { sandboxCommand } from './sandbox.ts';
import { syncCommand } from './sync.ts';
import { templatesCommand } from './templates.ts';
import { ticketsCommand } from './tickets.ts';

const commands: readonly Command[] = [
  syncCommand,
  findingsCommand,
  ticketsCommand,
  reviewCommand,
  templatesCommand,
  daemonCommand,
  sandboxCommand,
  demoCommand,
];

/**
 * The guardrail command line.
 * @returns the exit code: 0 done; 1 something failed, said in one line on stderr; 2 wrong usage.
 */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const locale = localeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG);
  const [name, ...rest] = argv;
  if (name === '--version' || name === 'version') return say(`guardrail ${productVersion}`, 0);
  if (name === '--help' || name === '-h' || name === 'help') return say(help(locale), 0);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return complain(help(locale), 2);
  if (rest.includes('--help') || rest.includes('-h')) return say(usageOf(command, locale), 0);
  const abort = new AbortController();
  const onInterrupt = () => abort.abort();
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
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
    if (error instanceof UsageError) {
      return complain(`guardrail ${command.name}: ${error.text[locale]}\n${usageOf(command, locale)}`, 2);
    }
    if (abort.signal.aborted)
      return complain({ en: 'guardrail: cancelled.', ja: 'guardrail: 中止しました。' }[locale], 1);
    if (error instanceof Problem) return complain(`guardrail: ${printable(sayProblem(error, locale))}`, 1);
    return complain(unexpected(error, env, locale), 1);
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
}

function parse(command: Command, args: string[]) {
  try {
    const parsed = parseArgs({
      args,
      options: { ...command.options, config: { type: 'string' } },
      allowPositionals: true,
      strict: true,
    });
    const [least, most] = command.words;
    if (parsed.positionals.length < least || parsed.positionals.length > most) throw new Error('');
    return parsed;
  } catch (error) {
    const detail = (error as Error).message.split('. ')[0] ?? '';
    throw new UsageError({ en: detail || 'wrong number of words', ja: detail || '引数の数が違います' });
  }
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

function usageOf(command: Command, locale: Locale): string {
  return `guardrail ${command.name} ${command.usage}\n  ${command.summary[locale]}`;
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

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}
