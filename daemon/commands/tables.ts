import path from 'node:path';
import type { FindingView } from '#protocol/findings.ts';
import { isCertainMatch, type TicketOfFinding, type TicketView } from '#protocol/tickets.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { columnsOf, fitted, printable } from '../base/printable.ts';
import type { TableTexts } from '../server/texts/terminal-texts.ts';
import { dueCell } from './due-cells.ts';

export interface TableOptions {
  readonly texts: TableTexts;
  /** Width of the terminal. Absent for pipes: nothing is cut. */
  readonly columns?: number | undefined;
  /** Template paths are relative to this folder. */
  readonly base?: string;
  /** By default the time of the call: due dates are compared with its day. */
  readonly now?: Date;
}

/** On a narrower terminal a finding takes three lines, because seven columns would be too narrow to read. */
const minTableColumns = 140;
/** A cell that shrinks keeps this width. */
const minCellColumns = 6;
/** On a narrower terminal a ticket takes two lines. */
const minTicketColumns = 80;

/** Returns a table of findings, the most urgent first. Returns a list on a narrow terminal. */
export function findingTable(findings: readonly FindingView[], options: TableOptions): string {
  const sorted = findings.toSorted(byUrgency);
  if (options.columns !== undefined && options.columns < minTableColumns) return listOf(sorted, options);
  if (sorted.length === 0) return '';
  const rows = sorted.map(({ severity, title, resource, account, region, ticket, link, ...finding }) => [
    options.texts.severity[severity],
    title,
    resource.name ?? resource.id,
    `${account} ${region}`,
    ticket
      ? marked(ticketCell(ticket, options.texts), finding, options.texts)
      : withoutTicket(finding, options.texts, '?', '–'),
    dueCell(ticket, options.texts.dueIn, options.now) ?? '–',
    templateCell(link, options) ?? '–',
  ]);
  return table([options.texts.findingHead, ...rows], { columns: options.columns });
}

export function ticketTable(tickets: readonly TicketView[], options: TableOptions): string {
  const { texts, columns, now } = options;
  if (tickets.length === 0) return '';
  if (columns !== undefined && columns < minTicketColumns) return ticketList(tickets, options);
  const rows = tickets.map((ticket) => {
    const { key, status, priority, assignee, match, summary, pending, findingUnknown } = ticket;
    return [
      key,
      pending ? `${status} (${texts.pending[pending.state](pending.kind)})` : status,
      priority ?? '–',
      dueCell(ticket, texts.dueIn, now) ?? '–',
      assignee ?? '–',
      marked(match ? texts.match[match] : findingUnknown ? texts.findingUnknown : '–', ticket, texts),
      summary,
    ];
  });
  // A key that is cut cannot be typed, and a date that is cut says nothing.
  return table([texts.ticketHead, ...rows], { columns, whole: [0, 3] });
}

/** Two lines a ticket, the key and the due date first. */
function ticketList(tickets: readonly TicketView[], { texts, columns = 80, now }: TableOptions): string {
  const lines = tickets.flatMap((ticket) => [
    [ticket.key, dueCell(ticket, texts.dueIn, now), ticket.status, ticket.assignee]
      .filter(Boolean)
      .join('  '),
    `  ${ticket.summary}`,
  ]);
  return lines.map((line) => `${fitted(printable(line), columns).trimEnd()}\n`).join('');
}

/** Returns a cell with a word about each divergence of a finding and its ticket. */
function marked(
  cell: string,
  { divergences = [] }: Pick<FindingView, 'divergences'>,
  texts: TableTexts,
): string {
  const words = divergences.map(({ code }) => texts.divergence[code]);
  return words.length === 0 ? cell : `${cell} (${words.join(', ')})`;
}

function withoutTicket(
  { filing, ticketUnknown }: Pick<FindingView, 'filing' | 'ticketUnknown'>,
  texts: TableTexts,
  unknown: string,
  none: string,
): string {
  return filing ? texts.filing[filing.state] : ticketUnknown ? unknown : none;
}

function listOf(findings: readonly FindingView[], options: TableOptions): string {
  const { texts, columns = 80, now } = options;
  const width = Math.max(...findings.map(({ severity }) => columnsOf(texts.severity[severity])));
  const lines = findings.flatMap(
    ({ severity, title, resource, account, region, ticket, link, ...finding }) => [
      `${fitted(texts.severity[severity], width)}  ${printable(title)}`,
      ...[
        [
          ticket
            ? marked(ticketCell(ticket, texts), finding, texts)
            : withoutTicket(finding, texts, texts.ticketsNotRead, texts.noTicket),
          ticket?.due === undefined ? undefined : texts.due(dueCell(ticket, texts.dueIn, now) ?? ''),
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

export function ticketCell({ key, match, status }: TicketOfFinding, texts: TableTexts): string {
  return `${isCertainMatch(match) ? key : texts.probable(key)} ${status}`;
}

/** Returns `network/vpc.yaml:43`, the number of candidates, or an empty cell. */
function templateCell(link: FindingView['link'], { base = '.', texts }: TableOptions): string | undefined {
  if (link?.place) return `${path.relative(base, link.place.file)}:${link.place.line + 1}`;
  const count = link?.candidates?.length;
  return count === undefined ? undefined : texts.candidates(count);
}

/**
 * Makes columns as wide as their content. On a terminal the widest columns shrink until a row fits.
 * @param whole The columns that never shrink.
 */
function table(
  rows: readonly (readonly string[])[],
  { columns, whole = [] }: { readonly columns: number | undefined; readonly whole?: readonly number[] },
): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, index) =>
    Math.max(...cells.map((row) => columnsOf(row[index] ?? ''))),
  );
  const gaps = 2 * (widths.length - 1);
  const shrinking = widths.map((_, index) => index).filter((index) => !whole.includes(index));
  const widest = () => shrinking.reduce((one, other) => (width(other) > width(one) ? other : one));
  const width = (index: number) => widths[index] ?? 0;
  while (columns !== undefined && sum(widths) + gaps > columns && width(widest()) > minCellColumns)
    widths[widest()] = width(widest()) - 1;
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
