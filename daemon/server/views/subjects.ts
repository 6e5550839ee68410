import type { FindingView } from '#protocol/findings.ts';
import { listStates } from '#protocol/list-state.ts';
import {
  findingSubjects,
  maxFoundSubjects,
  maxNamedSubjects,
  type SubjectKind,
  type Subjects,
  type TicketSubject,
} from '#protocol/subjects.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { firstOf } from '../../base/first-of.ts';
import { filterFindings } from '../../domain/findings/list/filter-findings.ts';
import { listEntries } from '../../domain/findings/list/list-entry.ts';
import type { SearchFacts } from '../../domain/findings/list/search-texts.ts';
import { fitsFinding, fitsTicket } from './offers.ts';

/** Keys of findings and of tickets. */
export interface SubjectKeys {
  readonly findings: readonly string[];
  readonly tickets: readonly string[];
}

/** Everything that a client lists, by key. */
export interface Listed {
  readonly findings: ReadonlyMap<string, FindingView>;
  readonly tickets: ReadonlyMap<string, TicketView>;
  /** The tickets that track a finding, also one that is not listed any more. */
  readonly ticketsOf: ReadonlyMap<string, readonly TicketView[]>;
}

export function listedOf(findings: readonly FindingView[], tickets: readonly TicketView[]): Listed {
  const ticketsOf = new Map<string, TicketView[]>();
  for (const ticket of tickets)
    for (const key of findingsOf(ticket)) {
      const others = ticketsOf.get(key);
      if (others) others.push(ticket);
      else ticketsOf.set(key, [ticket]);
    }
  return {
    findings: new Map(findings.map((finding) => [finding.key, finding])),
    tickets: new Map(tickets.map((ticket) => [ticket.key, ticket])),
    ticketsOf,
  };
}

/** Returns the named ones that are listed, with those that belong to them. */
export function subjectsOf(named: SubjectKeys, { findings, tickets, ticketsOf }: Listed): Subjects {
  const foundTickets = new Map<string, TicketView>();
  const foundFindings = new Map<string, FindingView>();
  const addTicket = (key: string | undefined) => {
    const ticket = tickets.get(key ?? '');
    if (ticket) foundTickets.set(ticket.key, ticket);
  };
  const addFinding = (key: string) => {
    const finding = findings.get(key);
    if (finding) foundFindings.set(key, finding);
  };
  for (const key of named.findings.slice(0, maxNamedSubjects)) {
    addFinding(key);
    addTicket(findings.get(key)?.ticket?.key);
    for (const ticket of ticketsOf.get(key) ?? []) foundTickets.set(ticket.key, ticket);
  }
  for (const key of named.tickets.slice(0, maxNamedSubjects)) {
    addTicket(key);
    const ticket = tickets.get(key);
    if (ticket) for (const finding of findingsOf(ticket)) addFinding(finding);
  }
  return { findings: [...foundFindings.values()], tickets: [...foundTickets.values()] };
}

/** A search for what a command can be about. */
export interface SubjectSearch {
  readonly kind: SubjectKind;
  readonly text?: string;
  readonly file?: string;
}

/** Returns the first that fit, and how many fit. */
export function searchIn(
  search: SubjectSearch,
  listed: Listed,
  facts: SearchFacts,
): Subjects & { readonly total: number } {
  return isOfFindings(search.kind)
    ? foundFindings(search, [...listed.findings.values()].filter(fitsFinding[search.kind]), { listed, facts })
    : foundTickets(search, [...listed.tickets.values()].filter(fitsTicket[search.kind]), listed);
}

function foundFindings(
  { text = '', file }: SubjectSearch,
  fitting: readonly FindingView[],
  { listed, facts }: { readonly listed: Listed; readonly facts: SearchFacts },
) {
  const known = { newSince: undefined, isMine: () => false, ...facts };
  const kept = filterFindings(listEntries(fitting), { text }, known);
  const rank = ({ link }: FindingView) => Number(file === undefined || link?.place?.file !== file);
  const first = firstOf(
    kept,
    maxFoundSubjects,
    (a, b) =>
      rank(a.finding) - rank(b.finding) ||
      listStates.indexOf(a.state) - listStates.indexOf(b.state) ||
      byUrgency(a.finding, b.finding),
  );
  const findings = first.map(({ finding }) => finding);
  return { ...subjectsOf({ findings: keysOf(findings), tickets: [] }, listed), total: kept.length };
}

function foundTickets(
  { kind, text = '', file }: SubjectSearch,
  fitting: readonly TicketView[],
  listed: Listed,
) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = fitting.filter(({ key, summary, status, assignee = '' }) => {
    const all = `${key}\n${summary}\n${status}\n${assignee}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const rank = ({ finding = '' }: TicketView) =>
    Number(file === undefined || listed.findings.get(finding)?.link?.place?.file !== file);
  const first = firstOf(
    kept,
    maxFoundSubjects,
    kind === 'undo' ? byLastAct : (a, b) => rank(a) - rank(b) || byDue(a, b),
  );
  return { ...subjectsOf({ findings: [], tickets: keysOf(first) }, listed), total: kept.length };
}

function isOfFindings(kind: SubjectKind): kind is Exclude<SubjectKind, TicketSubject> {
  return findingSubjects.some((each) => each === kind);
}

function findingsOf({ finding, findings }: TicketView): readonly string[] {
  return findings ?? (finding === undefined ? [] : [finding]);
}

function keysOf(items: readonly { readonly key: string }[]): string[] {
  return items.map(({ key }) => key);
}

function byLastAct(a: TicketView, b: TicketView): number {
  return (b.undo?.at ?? '') < (a.undo?.at ?? '') ? -1 : 1;
}

const byKey = new Intl.Collator('en', { numeric: true });
const states = ['todo', 'review', 'done'];

/** First what waits for its developer, last what is done, each by due date. Keys are compared as a person counts: PAY-9 before PAY-10. */
export function byDue(a: TicketView, b: TicketView): number {
  const [left, right] = [a.due ?? '9999', b.due ?? '9999'];
  return (
    states.indexOf(a.state) - states.indexOf(b.state) ||
    (left < right ? -1 : left > right ? 1 : byKey.compare(a.key, b.key))
  );
}

/** Returns the findings and tickets that a window follows, those that belong to them, and tickets that came back. */
export function followedOf(named: SubjectKeys, listed: Listed): Subjects {
  const { findings, tickets } = subjectsOf(named, listed);
  const cameBack = [...listed.tickets.values()]
    .filter((ticket) => ticket.cameBack)
    .slice(0, maxReturnedTickets);
  return { findings, tickets: [...new Set([...tickets, ...cameBack])] };
}

/** More tickets than a developer has back at once. */
const maxReturnedTickets = 50;
