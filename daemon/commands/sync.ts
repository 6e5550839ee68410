import { randomUUID } from 'node:crypto';
import type { SyncReport } from '#protocol/coverage.ts';
import { runSync } from '#protocol/messages.ts';
import { printable } from '../base/printable.ts';
import type { Locale } from '../base/text.ts';
import type { Client } from './client.ts';
import type { Command, CommandInput } from './command.ts';
import { withDaemon } from './context.ts';

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
    withDaemon(context, [], async (client) => {
      const report = await syncWithProgress(client, input);
      input.out.write(
        input.options.json ? `${JSON.stringify(report, null, 2)}\n` : reportLines(report, context.locale),
      );
      return 0;
    }),
};

/** One pass, with its steps on one line of a terminal. */
export async function syncWithProgress(
  client: Client,
  { err, signal }: Pick<CommandInput, 'err' | 'signal'>,
): Promise<SyncReport> {
  const workDoneToken = randomUUID();
  if (err.isTTY) {
    client.onProgress(workDoneToken, (message) =>
      err.write(`\r\u001b[2K${printable(message).slice(0, (err.columns || 80) - 1)}`),
    );
  }
  try {
    return await client.request(runSync, { workDoneToken }, signal);
  } finally {
    if (err.isTTY) err.write('\r\u001b[2K');
  }
}

export function reportLines(report: SyncReport, locale: Locale): string {
  const { findings, tickets, coverage, calls, notes } = report;
  const failed = coverage.filter(({ ok }) => !ok);
  const total = Object.values(calls).reduce((sum, count) => sum + count, 0);
  const seconds = (report.duration / 1000).toFixed(1);
  const callLines = Object.entries(calls)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `  ${String(count).padStart(5)}  ${name}`);
  const lines =
    locale === 'ja'
      ? [
          `${report.team}: アカウント ${report.accounts} 件、検出結果 ${findings.failing} 件（新規 ${findings.added}、解消 ${findings.resolved}）`,
          `チケット ${tickets.total} 件（変更 ${tickets.changed}、検出結果と対応 ${tickets.linked}）`,
          `API 呼び出し ${total} 回、${seconds} 秒`,
          ...callLines,
          `読み込み範囲: ${coverage.length - failed.length} / ${coverage.length} か所`,
        ]
      : [
          `${report.team}: ${report.accounts} accounts, ${findings.failing} findings fail (${findings.added} new, ${findings.resolved} resolved)`,
          `${tickets.total} tickets (${tickets.changed} changed, ${tickets.linked} track a finding)`,
          `${total} API calls in ${seconds} s`,
          ...callLines,
          `coverage: ${coverage.length - failed.length} of ${coverage.length} places read`,
        ];
  const gaps = failed.map(
    ({ account, region, source, problem }) => `  ${source} ${account} ${region}: ${problem}`,
  );
  return `${[...lines, ...gaps, ...notes].map(keepIndent).join('\n')}\n`;
}

function keepIndent(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + printable(line);
}
