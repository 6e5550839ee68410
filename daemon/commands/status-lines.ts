import type { Status } from '#protocol/status.ts';
import { printableLine } from '../base/printable.ts';
import type { Locale } from '../base/text.ts';
import type { StatusTexts } from '../server/texts/terminal-texts.ts';
import { causeLines, causesOf } from '../server/views/group-reasons.ts';
import { SaidProblem } from './said-problem.ts';
import { timeAgo } from './time-ago.ts';

/** Number of distinct reasons that get a line each. */
const maxReasons = 3;

export interface Counted {
  /** For example `43 findings`. */
  readonly items: string;
  /** How many of their tickets are overdue and due soon. */
  readonly due?: { readonly overdue: number; readonly dueSoon: number };
}

export interface Language {
  readonly locale: Locale;
  readonly texts: StatusTexts;
}

/**
 * Returns the lines below a list: what it counts, and how far it can be trusted, with its age, the gaps and their reasons.
 * An empty list means that nothing fails only if everything was read.
 */
export function statusLines(status: Status, counted: Counted, language: Language): string {
  return [
    countLine(counted, language),
    ...divergenceLines(status, language),
    ...ageLines(status, language),
    ...status.notes,
    ...gapLines(status, language),
  ]
    .map((line) => `${printableLine(line)}\n`)
    .join('');
}

/** Returns the line that counts findings and tickets that disagree; no line without one. */
export function divergenceLines({ divergences }: Status, { texts }: Language): string[] {
  return divergences ? [texts.divergences(divergences)] : [];
}

function countLine({ items, due }: Counted, { texts }: Language): string {
  const isDue = due !== undefined && due.overdue + due.dueSoon > 0;
  return isDue ? `${items}: ${texts.due(due.overdue, due.dueSoon)}` : items;
}

/** Returns the gaps that a program would miss if it read only the list. Empty if everything was read. */
export function incompleteLines(status: Status, language: Language): string {
  return gapLines(status, language)
    .map((line) => `${printableLine(line)}\n`)
    .join('');
}

/** @throws SaidProblem if no team is configured, because an empty list would look like good news. */
export function requireTeam({ configured, problems: [first] }: Status): void {
  if (!configured && first) throw new SaidProblem(first.code, first.text);
}

function ageLines({ lastSync, ticketsRead, jira }: Status, { locale, texts }: Language): string[] {
  const line = (service: string, at: string) =>
    texts.readAt(
      service,
      `${timeAgo(at, locale) ?? texts.justNow} (${at.slice(0, 16).replace('T', ' ')} UTC)`,
    );
  return [
    ...(lastSync === undefined ? [] : [line('AWS', lastSync)]),
    ...(ticketsRead === undefined ? [] : [line(jiraName(jira), ticketsRead)]),
  ];
}

/** Returns Jira's name with what differs from an ordinary Cloud site. The same in every language. */
function jiraName(facts: Status['jira']): string {
  if (facts?.kind === 'data-center')
    return facts.version === undefined ? 'Jira Data Center' : `Jira Data Center ${facts.version}`;
  return facts?.gateway ? 'Jira (api.atlassian.com)' : 'Jira';
}

function gapLines({ lastSync, failed, problems, templates }: Status, { locale, texts }: Language): string[] {
  const causes = causesOf(failed, ({ problem }) => problem).slice(0, maxReasons);
  const said = new Set(failed.map(({ problem }) => problem));
  return [
    ...(lastSync === undefined ? [texts.neverRead] : []),
    ...(failed.length > 0 ? [texts.notRead(failed.length)] : []),
    ...causeLines(causes, locale).map((line) => `  ${line}`),
    ...(templates.state === 'read' ? [] : [texts.templatesNotRead]),
    ...problems.map(({ text }) => text).filter((text) => !said.has(text)),
  ];
}
