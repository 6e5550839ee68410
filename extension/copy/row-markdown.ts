import { l10n } from 'vscode';
import { nameOf } from '../findings/item/resource-name.ts';
import { severityLabel } from '../findings/severity.ts';
import { dueLabel } from '../tickets/due.ts';
import { listOf } from '../tools/lists.ts';
import type { CopiedRow, CopiedTicket } from './copied-row.ts';

/**
 * Returns rows as Markdown for a chat, a page or a pull request: one row as an item of a list, several as a table. Text from AWS and
 * Jira is escaped with backslashes, which people can still read. @param today `2026-11-23`
 */
export function rowsMarkdown(rows: readonly CopiedRow[], today: string): string {
  const [first, ...others] = rows;
  if (!first) return '';
  return others.length === 0 ? itemOf(first, today) : tableOf(rows, today);
}

function itemOf({ finding, ticket }: CopiedRow, today: string): string {
  const about = finding
    ? `**${escaped(nameOf(finding.resource))}**: ${escaped(finding.title)}`
    : escaped(ticket?.summary ?? '');
  const facts = [
    finding && severityLabel(finding.severity),
    finding && `${finding.account} ${finding.region}`,
    dueLabel(ticket, today),
    ticket?.assignee,
  ];
  const more = facts.filter((fact) => fact !== undefined).map(escaped);
  return `- ${[ticket && linkOf(ticket), about].filter(Boolean).join(' ')}${more.length > 0 ? ` (${listOf(more)})` : ''}`;
}

function tableOf(rows: readonly CopiedRow[], today: string): string {
  const columns: readonly (readonly [string, (row: CopiedRow) => string | undefined])[] = [
    [l10n.t('Ticket'), ({ ticket }) => ticket && linkOf(ticket)],
    [l10n.t('Resource'), ({ finding }) => finding && escaped(nameOf(finding.resource))],
    [l10n.t('Finding'), ({ finding, ticket }) => escaped(finding?.title ?? ticket?.summary ?? '')],
    [l10n.t('Severity'), ({ finding }) => finding && severityLabel(finding.severity)],
    [l10n.t('Due'), ({ ticket }) => escaped(dueLabel(ticket, today) ?? '')],
    [l10n.t('Assignee'), ({ ticket }) => escaped(ticket?.assignee ?? '')],
    [l10n.t('Account'), ({ finding }) => finding && escaped(`${finding.account} ${finding.region}`)],
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(([name]) => name)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map(([, cell]) => cell(row) ?? ''))),
  ].join('\n');
}

function linkOf({ key, url }: CopiedTicket): string {
  const address = url.replace(
    /[\s()<>\\|]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return address === '' ? escaped(key) : `[${escaped(key)}](${address})`;
}

/** Escapes what Markdown reads as markup inside a line. A hyphen or a full stop means nothing there. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()#+!|<>~&@$]|:(?=\/\/)/g, '\\$&');
}
