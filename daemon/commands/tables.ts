import path from 'node:path';
import type { Status } from '#protocol/coverage.ts';
import type { FindingView } from '#protocol/findings.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { columnsOf, fitted, printable } from '../base/printable.ts';
import type { Locale } from '../base/text.ts';

export interface TableOptions {
  readonly locale: Locale;
  /** Width of the terminal; absent for pipes, where nothing is cut. */
  readonly columns?: number | undefined;
  /** Folder that template paths are shown relative to. */
  readonly base?: string;
}

export function findingTable(findings: readonly FindingView[], options: TableOptions): string {
  const head = {
    en: ['SEVERITY', 'FINDING', 'RESOURCE', 'WHERE', 'TICKET', 'DUE', 'TEMPLATE'],
    ja: ['重大度', '検出結果', 'リソース', '場所', 'チケット', '期限', 'テンプレート'],
  }[options.locale];
  const rows = findings.map(({ severity, title, resource, account, region, ticket, link }) => [
    severity,
    title,
    resource.name ?? resource.id,
    `${account} ${region}`,
    ticket ? `${ticket.key} ${ticket.status}` : '–',
    ticket?.due ?? '–',
    templateCell(link, options.base ?? '.'),
  ]);
  return table([head, ...rows], options.columns);
}

export function ticketTable(tickets: readonly TicketView[], options: TableOptions): string {
  const head = {
    en: ['TICKET', 'STATUS', 'PRIORITY', 'DUE', 'ASSIGNEE', 'SUMMARY'],
    ja: ['チケット', '状態', '優先度', '期限', '担当者', '概要'],
  }[options.locale];
  const rows = tickets.map(({ key, status, priority, due, assignee, summary, pending }) => [
    key,
    pending ? `${status} (${pending.state})` : status,
    priority ?? '–',
    due ?? '–',
    assignee ?? '–',
    summary,
  ]);
  return table([head, ...rows], options.columns);
}

/** How far the answer can be trusted: its age and what is missing. Zero is not "clean" unless all was read. */
export function footer(status: Status, shown: number, locale: Locale): string {
  const ja = locale === 'ja';
  const lines = [ja ? `${shown} 件` : `${shown} findings`];
  if (status.lastSync === undefined)
    lines.push(
      ja
        ? 'まだ読み込んでいません。"guardrail sync" を実行してください。'
        : 'Nothing was read yet. Run "guardrail sync".',
    );
  else lines.push(ja ? `AWS の読み込み: ${status.lastSync}` : `AWS read ${status.lastSync}`);
  if (status.lastSync !== undefined && !status.complete) {
    lines.push(
      ja
        ? `読み込めなかった箇所: ${status.failed.length}。これがすべてとは限りません。`
        : `${status.failed.length} places could not be read: this may not be all.`,
    );
  }
  lines.push(...status.problems.map(({ text }) => text));
  return `${lines.map(printable).join('\n')}\n`;
}

function templateCell(link: FindingView['link'], base: string): string {
  if (link?.file !== undefined) return `${path.relative(base, link.file)}:${(link.line ?? 0) + 1}`;
  if (link?.candidates) return `${link.candidates.length} ?`;
  return '–';
}

/** Columns as wide as their content; on a terminal the widest ones give way until a row fits. */
function table(rows: readonly (readonly string[])[], columns: number | undefined): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, index) =>
    Math.max(...cells.map((row) => columnsOf(row[index] ?? ''))),
  );
  const gaps = 2 * (widths.length - 1);
  while (columns !== undefined && sum(widths) + gaps > columns && Math.max(...widths) > 12) {
    const widest = Math.max(...widths);
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return cells
    .map(
      (row) =>
        `${row
          .map((cell, index) => fitted(cell, widths[index] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
