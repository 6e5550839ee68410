import { isCertainMatch } from '#protocol/tickets.ts';
import { Problem } from '../domain/problems/problem.ts';
import { findingLabels } from '../domain/tickets/label.ts';
import { stateOf } from '../domain/tickets/state.ts';
import type { StatusNames, TicketRecord, TicketSource } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';
import type { Apply } from './events.ts';
import type { Snapshot } from './snapshot.ts';
import { now } from './ticket-run.ts';

/** Jira lists the links of one ticket in one call. The other tickets wait for the next runs. */
const maxTicketsPerRun = 20;

interface Input {
  readonly store: Pick<Store, 'tickets'>;
  readonly apply: Apply;
  readonly source: Pick<TicketSource, 'readRemoteLinks'>;
  readonly scope: string;
  /** Tickets whose links may decide, the most important first. */
  readonly candidates: readonly TicketRecord[];
  readonly signal: AbortSignal;
}

/**
 * Reads the links to other pages of a few tickets into the store: of those that were never read, or that changed since. If Jira
 * refuses, the rest stays unknown until the next run.
 */
export async function readLinks({ store, apply, source, scope, candidates, signal }: Input): Promise<void> {
  const known = store.tickets.remoteLinks(scope);
  const due = candidates.filter(({ key, updated }) => known.get(key)?.updated !== updated);
  for (const { key, updated } of due.slice(0, maxTicketsPerRun)) {
    try {
      const links = await source.readRemoteLinks(key, signal);
      signal.throwIfAborted();
      apply({ kind: 'ticket-links-read', scope, key, links: { ...links, updated, readAt: now() } });
    } catch (error) {
      if (!(error instanceof Problem) || signal.aborted) throw error;
      return;
    }
  }
}

/**
 * Returns the open tickets that may be about a finding although nothing says so for certain: first those that name a rule or
 * control and no known finding, then the others without a finding, then probable matches; of each the latest changed first.
 */
export function linkCandidates({ tickets, matches }: Snapshot, names: StatusNames): TicketRecord[] {
  const orphans = new Set([...matches.unread, ...matches.orphans.map(({ ticket }) => ticket)]);
  const matchOf = (key: string) => (matches.matches.get(key) ?? matches.several.get(key))?.match;
  const rankOf = ({ key }: TicketRecord) => (orphans.has(key) ? 0 : matchOf(key) === undefined ? 1 : 2);
  const isOpen = ({ key, labels, status }: TicketRecord) =>
    !isCertainMatch(matchOf(key) ?? 'text') &&
    findingLabels(labels).length === 0 &&
    stateOf(status, names) !== 'done';
  const byRank = (a: TicketRecord, b: TicketRecord) =>
    rankOf(a) - rankOf(b) || Number(a.updated < b.updated) - Number(a.updated > b.updated);
  return tickets.filter(isOpen).sort(byRank);
}
