import { randomUUID } from 'node:crypto';
import { runSync, type SyncReport } from '#protocol/sync.ts';
import { fitted, printable, printableJson, printableLine } from '../base/printable.ts';
import type { Locale } from '../base/text.ts';
import { causeLines, causesOf } from '../server/views/group-reasons.ts';
import type { Command, CommandInput } from './command.ts';
import type { Client } from './daemon-client.ts';
import { withDaemon } from './with-daemon.ts';

export const syncCommand: Command = {
  name: 'sync',
  usage: '[--json]',
  summary: {
    en: 'Reads AWS and Jira once, in full; says what changed, what it cost and what could not be read.',
    ja: 'AWS と Jira を一度すべて読み込み、変化・呼び出し回数・読めなかった箇所を表示します。',
  },
  options: { json: { type: 'boolean' } },
  words: [0, 0],
  run: (context, input) =>
    withDaemon(context, input, async (client) => {
      const report = await syncWithProgress(client, input);
      input.out.write(
        input.options.json
          ? `${printableJson(report)}\n`
          : reportLines(report, context.locale, { calls: true }),
      );
      input.err.write(unreadLine(report, context.locale));
      return report.coverage.every(({ ok }) => ok) ? 0 : 1;
    }),
};

/** The line of a pass that did not read everything: how much is missing, and what to do about the most of it. */
function unreadLine({ coverage }: SyncReport, locale: Locale): string {
  const failed = coverage.filter(({ ok }) => !ok);
  const [most] = causesOf(failed, ({ problem }) => problem);
  if (!most) return '';
  const line = {
    en: `Not everything was read: ${failed.length} of ${coverage.length} places are missing. ${most.text}`,
    ja: `すべてを読み込めませんでした（${coverage.length} か所中 ${failed.length} か所）。${most.text}`,
  }[locale];
  return `guardrail: ${printableLine(line)}\n`;
}

/** One pass, with its steps on one line of a terminal. */
export async function syncWithProgress(
  client: Client,
  { err, signal }: Pick<CommandInput, 'err' | 'signal'>,
): Promise<SyncReport> {
  const workDoneToken = randomUUID();
  if (err.isTTY) {
    client.onProgress(workDoneToken, (message) =>
      err.write(`\r\u001b[2K${fitted(printable(message), (err.columns || 80) - 1).trimEnd()}`),
    );
  }
  try {
    return await client.request(runSync, { workDoneToken }, signal);
  } finally {
    if (err.isTTY) err.write('\r\u001b[2K');
  }
}

/** Notes that differ only in numbers and places take one line. */
function alikeOnce(notes: readonly string[], locale: Locale): string[] {
  const entries = notes.map((note) => ({ account: '', region: '', source: 'config' as const, note }));
  return causesOf(entries, ({ note }) => note).map(({ text, places: { length } }) => {
    if (length === 1) return text;
    return {
      en: `${text} (and ${length - 1} more like it)`,
      ja: `${text}（同様のもの、ほか ${length - 1} 件）`,
    }[locale];
  });
}

/** What a pass found and what it cost, in three lines; then its API calls, where they are asked for. */
export function reportLines(report: SyncReport, locale: Locale, options: { calls: boolean }): string {
  const { findings, tickets, coverage, calls, notes } = report;
  const failed = coverage.filter(({ ok }) => !ok);
  const read = `${coverage.length - failed.length}/${coverage.length}`;
  const total = Object.values(calls).reduce((sum, count) => sum + count, 0);
  const seconds = (report.duration / 1000).toFixed(1);
  const callLines = Object.entries(calls)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `  ${String(count).padStart(5)}  ${name}`);
  const lines = {
    en: [
      `${report.team}: ${report.accounts === 1 ? '1 account' : `${report.accounts} accounts`}, ${findings.failing} failing findings (${findings.added} new, ${findings.resolved} resolved)`,
      `Jira: ${tickets.total} tickets (${tickets.changed} new or changed, ${tickets.linked} track a finding)`,
      `read: ${read} places (account × region × source), ${total} API calls, ${seconds} s`,
    ],
    ja: [
      `${report.team}: アカウント ${report.accounts} 件、検出結果 ${findings.failing} 件（新規 ${findings.added}、解消 ${findings.resolved}）`,
      `Jira: チケット ${tickets.total} 件（新規・変更 ${tickets.changed}、検出結果と対応 ${tickets.linked}）`,
      `読み込み: ${read} か所（アカウント×リージョン×ソース）、API ${total} 回、${seconds} 秒`,
    ],
  }[locale];
  const gaps = causeLines(
    causesOf(failed, ({ problem }) => problem),
    locale,
  ).map((line) => `  ${{ en: 'not read', ja: '未読み込み' }[locale]}: ${line}`);
  return [...lines, ...(options.calls ? callLines : []), ...gaps, ...alikeOnce(notes, locale)]
    .map((line) => `${printableLine(line)}\n`)
    .join('');
}
