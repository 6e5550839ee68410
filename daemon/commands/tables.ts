import path from 'node:path';
import { type FindingView, severities } from '#protocol/findings.ts';
import type { Outcome, PendingReview } from '#protocol/pending-review.ts';
import type { TicketOfFinding, TicketView } from '#protocol/tickets.ts';
import { columnsOf, fitted, printable } from '../base/printable.ts';
import type { Locale, Text } from '../base/text.ts';
import { editorTexts, severityTexts } from '../server/texts/editor-texts.ts';

export interface TableOptions {
  readonly locale: Locale;
  /** Width of the terminal; absent for pipes, where nothing is cut. */
  readonly columns?: number | undefined;
  /** Folder that template paths are shown relative to. */
  readonly base?: string;
}

/** Narrower than this, a finding takes three lines instead of seven crushed columns. */
const leastColumns = 140;

/** The most urgent first. */
export function findingTable(findings: readonly FindingView[], options: TableOptions): string {
  const sorted = mostUrgentFirst(findings);
  if (options.columns !== undefined && options.columns < leastColumns) return listOf(sorted, options);
  const head = {
    en: ['SEVERITY', 'FINDING', 'RESOURCE', 'WHERE', 'TICKET', 'DUE', 'TEMPLATE'],
    ja: ['重大度', '検出結果', 'リソース', '場所', 'チケット', '期限', 'テンプレート'],
  }[options.locale];
  if (sorted.length === 0) return '';
  const rows = sorted.map(({ severity, title, resource, account, region, ticket, ticketUnknown, link }) => [
    severityTexts[severity][options.locale],
    title,
    resource.name ?? resource.id,
    `${account} ${region}`,
    ticket ? ticketCell(ticket, options.locale) : ticketUnknown ? '?' : '–',
    ticket?.due ?? '–',
    templateCell(link, options) ?? '–',
  ]);
  return table([head, ...rows], options.columns);
}

export function ticketTable(tickets: readonly TicketView[], options: TableOptions): string {
  const head = {
    en: ['TICKET', 'STATUS', 'PRIORITY', 'DUE', 'ASSIGNEE', 'FINDING', 'SUMMARY'],
    ja: ['チケット', '状態', '優先度', '期限', '担当者', '検出結果', '概要'],
  }[options.locale];
  if (tickets.length === 0) return '';
  const rows = tickets.map(({ key, status, priority, due, assignee, match, summary, pending }) => [
    key,
    pending ? `${status} (${pendingTexts[pending.state][options.locale]})` : status,
    priority ?? '–',
    due ?? '–',
    assignee ?? '–',
    match ? matchTexts[match][options.locale] : '–',
    summary,
  ]);
  return table([head, ...rows], options.columns);
}

/** Whether the ticket tracks a finding, and how sure that is. */
const matchTexts: Readonly<Record<NonNullable<TicketView['match']>, Text>> = {
  label: { en: 'yes', ja: 'あり' },
  text: { en: 'probable', ja: '推定' },
};

/** A review that Jira has not confirmed. */
export const pendingTexts: Readonly<Record<PendingReview['state'], Text>> = {
  waiting: { en: 'review waits', ja: 'レビュー送信待ち' },
  conflict: { en: 'review in conflict', ja: 'レビュー競合' },
};

export const outcomeTexts: Readonly<Record<Outcome, Text>> = {
  fixed: { en: 'fixed', ja: '修正済み' },
  intended: { en: 'intended', ja: '想定内' },
};

/** By severity, then by due date; what is due on no day comes last. */
export function mostUrgentFirst(findings: readonly FindingView[]): FindingView[] {
  const rank = ({ severity, ticket, key }: FindingView) =>
    `${severities.indexOf(severity)} ${ticket?.due ?? '9999'} ${key}`;
  return findings
    .map((finding) => ({ finding, rank: rank(finding) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ finding }) => finding);
}

function listOf(findings: readonly FindingView[], options: TableOptions): string {
  const { locale, columns = 80 } = options;
  const width = Math.max(...findings.map(({ severity }) => columnsOf(severityTexts[severity][locale])));
  const lines = findings.flatMap(
    ({ severity, title, resource, account, region, ticket, ticketUnknown, link }) => [
      `${fitted(severityTexts[severity][locale], width)}  ${printable(title)}`,
      ...[
        [
          ticket
            ? ticketCell(ticket, locale)
            : editorTexts[ticketUnknown ? 'ticketUnknown' : 'noTicket'][locale],
          ticket?.due === undefined ? undefined : editorTexts.due(ticket.due)[locale],
          templateCell(link, options),
        ],
        [`${account} ${region}`, resource.id === account ? undefined : (resource.name ?? resource.id)],
      ].map(
        (cells) => ' '.repeat(width + 2) + printable(cells.filter((cell) => cell !== undefined).join(' · ')),
      ),
    ],
  );
  return lines.map((line) => `${fitted(line, columns).trimEnd()}\n`).join('');
}

function ticketCell(ticket: TicketOfFinding, locale: Locale): string {
  return `${editorTexts.ticketName(ticket)[locale]} ${ticket.status}`;
}

/** `network/vpc.yaml:43`, the number of candidates, or nothing. */
function templateCell(link: FindingView['link'], { base = '.', locale }: TableOptions): string | undefined {
  if (link?.place) return `${path.relative(base, link.place.file)}:${link.place.line + 1}`;
  const count = link?.candidates?.length;
  if (count === undefined) return undefined;
  return { en: `${count} candidates`, ja: `候補 ${count} 件` }[locale];
}

/** Columns as wide as their content; on a terminal the widest ones give way until a row fits. */
function table(rows: readonly (readonly string[])[], columns: number | undefined): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, index) =>
    Math.max(...cells.map((row) => columnsOf(row[index] ?? ''))),
  );
  const gaps = 2 * (widths.length - 1);
  while (columns !== undefined && sum(widths) + gaps > columns && Math.max(...widths) > 10) {
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
