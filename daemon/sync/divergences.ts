import type { DivergenceCode, DivergenceCounts } from '#protocol/divergence.ts';
import type { Finding } from '../domain/findings/finding.ts';
import { isSample } from '../domain/rules/title.ts';
import type { QueuedAction } from '../domain/tickets/actions/outbox.ts';
import {
  type Divergence,
  divergencesOfFinding,
  duplicateOf,
  reopenedTicket,
} from '../domain/tickets/divergence.ts';
import type { TicketMatches } from '../domain/tickets/matching/ticket-matches.ts';
import { type OrphanFate, orphanFates } from '../domain/tickets/orphan-fate.ts';
import { reopenedSince } from '../domain/tickets/reopened.ts';
import { stateOf } from '../domain/tickets/state.ts';
import type { StatusNames, TicketRecord } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';
import {
  actOf,
  type ReadCoverage,
  readCoverage,
  type TicketFactsInput,
  ticketFacts,
} from './divergence-facts.ts';

/** How findings and tickets disagree. Keys without a divergence are absent. */
export interface Divergences {
  readonly ofFinding: ReadonlyMap<string, readonly Divergence[]>;
  readonly ofTicket: ReadonlyMap<string, readonly Divergence[]>;
  /** Keys of open tickets of which it is unknown whether their finding exists. */
  readonly unknownTickets: ReadonlySet<string>;
  readonly counts: DivergenceCounts;
}

export interface DivergenceInput {
  readonly store: Pick<Store, 'coverage' | 'tickets'>;
  readonly team: string | undefined;
  /** The accounts of the team. */
  readonly accounts: ReadonlySet<string>;
  readonly scope: string | undefined;
  readonly statuses: StatusNames;
  /** ISO 8601. */
  readonly now: string;
  readonly findings: readonly Finding[];
  readonly tickets: readonly TicketRecord[];
  readonly ticketsRead: boolean;
  readonly matches: TicketMatches;
  /** Keys of tickets with the label of a finding of the team, even of one that is not read now. */
  readonly labelled: ReadonlySet<string>;
  /** Finding key → the ticket that represents it. */
  readonly ticketOf: ReadonlyMap<string, TicketRecord>;
  readonly queued: ReadonlyMap<string, QueuedAction>;
  /** Finding key → its ticket that Jira does not have yet. */
  readonly filings: ReadonlyMap<string, unknown>;
}

/** Takes time in proportion to the findings plus the tickets. */
export function findDivergences(input: DivergenceInput): Divergences {
  const { store, team, scope, findings, tickets } = input;
  const coverage = readCoverage(store.coverage, team, scope);
  const facts: Facts = {
    ...input,
    left: scope === undefined ? new Map() : store.tickets.allLeftStatuses(scope),
    failing: new Set(findings.filter(({ resolvedAt }) => resolvedAt === undefined).map(({ key }) => key)),
    ends: new Map(findings.map(({ key, resolvedAt }) => [key, resolvedAt])),
    fateOf: fatesByTicket(input, coverage),
  };
  const ofFinding = new Map<string, readonly Divergence[]>();
  const ofTicket = new Map<string, readonly Divergence[]>();
  const unknownTickets = new Set<string>();
  const counts = new Map<DivergenceCode, number>();
  const count = ({ code }: Divergence) => counts.set(code, (counts.get(code) ?? 0) + 1);

  for (const finding of findings) {
    const found = ofOneFinding(finding, facts, coverage);
    if (found.length > 0) ofFinding.set(finding.key, found);
    found.forEach(count);
  }
  for (const ticket of tickets) {
    const finding = input.matches.matches.get(ticket.key)?.finding;
    const shared = withItsFinding(ticket, finding, ofFinding, facts);
    const { alone, isUnknown } = withoutItsFinding(ticket, finding, facts);
    if (isUnknown) unknownTickets.add(ticket.key);
    alone.forEach(count);
    const found = [...shared, ...alone];
    if (found.length > 0) ofTicket.set(ticket.key, found);
  }
  return { ofFinding, ofTicket, unknownTickets, counts: Object.fromEntries(counts) };
}

interface Facts extends DivergenceInput, Omit<TicketFactsInput, keyof DivergenceInput> {
  /** Finding key → when it was resolved. */
  readonly ends: ReadonlyMap<string, string | undefined>;
  /** Returns the fate of the finding of a ticket for which none is known; `undefined` for every other ticket. */
  fateOf(ticket: string): OrphanFate | undefined;
}

function fatesByTicket({ matches, accounts }: DivergenceInput, { parts }: ReadCoverage): Facts['fateOf'] {
  const orphans = new Map(matches.orphans.map((orphan) => [orphan.ticket, orphan]));
  const fateOf = orphanFates({ accounts, parts });
  return (ticket) => {
    const orphan = orphans.get(ticket);
    return orphan && fateOf(orphan);
  };
}

function ofOneFinding(finding: Finding, facts: Facts, coverage: ReadCoverage): Divergence[] {
  const { key, resolvedAt, reopenedAt } = finding;
  const ticket = facts.ticketOf.get(key);
  const duplicates = facts.matches.duplicates.get(key);
  // Most findings are resolved for a long time.
  const isDone = !ticket || stateOf(ticket.status, facts.statuses) === 'done';
  if (resolvedAt !== undefined && isDone && !duplicates) return [];
  return divergencesOfFinding({
    resolvedAt,
    reopenedAt,
    isUnread: coverage.isUnread(finding),
    ticket: ticket && ticketFacts(key, ticket, facts),
    ticketsRead: facts.ticketsRead,
    isTicketUnread: coverage.isJiraUnread,
    isFiling: facts.filings.has(key),
    isSample: !ticket && isSample(finding),
    duplicates,
  });
}

/** Returns what a ticket shares with its finding or findings. They are counted there. */
function withItsFinding(
  { key, status }: TicketRecord,
  finding: string | undefined,
  ofFinding: Divergences['ofFinding'],
  { matches, ticketOf, statuses, ends, queued }: Facts,
): readonly Divergence[] {
  if (finding !== undefined) {
    const used = ticketOf.get(finding)?.key;
    if (used === key) return ofFinding.get(finding) ?? [];
    const duplicates = matches.duplicates.get(finding);
    const isOpen = stateOf(status, statuses) !== 'done';
    return used !== undefined && duplicates && isOpen ? [duplicateOf(used, duplicates)] : [];
  }
  const resolved = matches.several.get(key)?.findings.map((each) => ends.get(each));
  const since = resolved?.every((end) => end !== undefined) ? resolved.toSorted().at(-1) : undefined;
  const state = since === undefined ? 'done' : stateOf(status, statuses);
  if (since === undefined || state === 'done') return [];
  return [{ code: 'resolved-open', ticket: key, state, since, ...actOf(queued, key) }];
}

/** Returns how a ticket of no known finding, or of several, stands alone. */
function withoutItsFinding(
  { key, status }: TicketRecord,
  finding: string | undefined,
  { matches, statuses, left, labelled, fateOf, queued }: Facts,
): { readonly alone: Divergence[]; readonly isUnknown: boolean } {
  if (finding !== undefined || stateOf(status, statuses) === 'done') return { alone: [], isUnknown: false };
  const since = reopenedSince(status, left.get(key) ?? [], statuses);
  const fate = fateOf(key);
  const isNotReadNow = labelled.has(key) && !matches.several.has(key);
  return {
    alone: [
      ...(since === undefined ? [] : [reopenedTicket({ key, ...actOf(queued, key) }, since)]),
      ...(fate === 'missing' ? [{ code: 'without-finding' } as const] : []),
    ],
    isUnknown: fate === 'unknown' || isNotReadNow,
  };
}
