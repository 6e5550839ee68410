import { randomUUID } from 'node:crypto';
import { runSync, type SyncReport } from '#protocol/sync.ts';
import { fitted, printable, printableJson, printableLine } from '../base/printable.ts';
import type { Locale } from '../base/text.ts';
import type { SyncTexts } from '../server/texts/terminal-texts.ts';
import { causeLines, causesOf } from '../server/views/group-reasons.ts';
import type { Command, CommandInput } from './command.ts';
import type { Client } from './daemon-client.ts';
import { withDaemon } from './with-daemon.ts';

export const syncCommand: Command = {
  name: 'sync',
  usage: '[--json]',
  options: { json: { type: 'boolean' } },
  words: [0, 0],
  run: (context, input) =>
    withDaemon(context, input, async (client) => {
      const report = await syncWithProgress(client, input);
      input.out.write(
        input.options.json
          ? `${printableJson(report)}\n`
          : reportLines(report, { locale: context.locale, texts: input.texts.sync, withCalls: true }),
      );
      input.err.write(unreadLine(report, input.texts.sync));
      return report.coverage.every(({ ok }) => ok) ? 0 : 1;
    }),
};

/**
 * Returns the line for a sync run that did not read everything: how much is missing, and the next step for
 * the largest part of it.
 */
function unreadLine({ coverage }: SyncReport, texts: SyncTexts): string {
  const failed = coverage.filter(({ ok }) => !ok);
  const [mostFrequent] = causesOf(failed, ({ problem }) => problem);
  if (!mostFrequent) return '';
  const line = texts.incomplete(failed.length, coverage.length, mostFrequent.text);
  return `guardrail: ${printableLine(line)}\n`;
}

/** Resolves to the report of one sync run. Shows its steps on one line of the terminal. */
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

export interface ReportOptions {
  readonly locale: Locale;
  readonly texts: SyncTexts;
  /** Whether each API call gets its own line with a count. */
  readonly withCalls: boolean;
}

/** Returns three lines with the findings of a sync run and its cost, then its gaps and notes. */
export function reportLines(report: SyncReport, { locale, texts, withCalls }: ReportOptions): string {
  const { coverage, calls, notes } = report;
  const failed = coverage.filter(({ ok }) => !ok);
  const numbers = {
    read: `${coverage.length - failed.length}/${coverage.length}`,
    calls: Object.values(calls).reduce((sum, count) => sum + count, 0),
    seconds: (report.duration / 1000).toFixed(1),
  };
  const callLines = Object.entries(calls)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `  ${String(count).padStart(5)}  ${name}`);
  const gaps = causeLines(
    causesOf(failed, ({ problem }) => problem),
    locale,
  ).map((line) => `  ${texts.gap(line)}`);
  return [
    ...texts.report(report, numbers),
    ...(withCalls ? callLines : []),
    ...gaps,
    ...withoutRepetition(notes, texts),
  ]
    .map((line) => `${printableLine(line)}\n`)
    .join('');
}

/** Joins notes that differ only in numbers, accounts and regions into one line. */
function withoutRepetition(notes: readonly string[], texts: SyncTexts): string[] {
  const entries = notes.map((note) => ({ account: '', region: '', source: 'config' as const, note }));
  return causesOf(entries, ({ note }) => note).map(({ text, places: { length } }) =>
    length === 1 ? text : texts.andMore(text, length - 1),
  );
}
