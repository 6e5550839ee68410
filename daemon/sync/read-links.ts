import { isCertainMatch } from '#protocol/tickets.ts';
import { Problem } from '../domain/problems/problem.ts';
import { findingLabels } from '../domain/tickets/label.ts';
import { stateOf } from '../domain/tickets/state.ts';
import type { StatusNames, TicketRecord, TicketSource } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';
import type { Apply } from './events.ts';
import type { Snapshot } from './snapshot.ts';
import { now } from './ticket-run.ts';

/** Jira lists the links of one ticket in one call. Per run; the other tickets wait for the next runs. */
const maxLikelyTickets = 20;
const maxOtherTickets = 1;

/** Tickets whose links to other pages may decide, in the order in which they are read. */
export interface LinkCandidates {
  /** They name a rule or control, and no known finding. */
  readonly likely: readonly TicketRecord[];
  readonly others: readonly TicketRecord[];
}

interface Input {
  readonly store: Pick<Store, 'tickets'>;
  readonly apply: Apply;
  readonly source: Pick<TicketSource, 'readRemoteLinks'>;
  readonly scope: string;
  readonly candidates: LinkCandidates;
  /** Scope and key → `updated` of tickets whose links could not be read. It grows here. */
  readonly failed: Map<string, string>;
  readonly signal: AbortSignal;
}

/**
 * Reads the links to other pages of a few tickets into the store: of likely ones that were never read, otherwise of one that was
 * never read or that changed since. If Jira refuses, the rest stays unknown until the next run, in
 * which that ticket comes last: one whose links can never be read does not keep the others waiting.
 */
export async function readLinks({
  store,
  apply,
  source,
  scope,
  candidates,
  failed,
  signal,
}: Input): Promise<void> {
  const known = store.tickets.remoteLinks(scope);
  const { likely, others } = candidates;
  const hasFailed = ({ key, updated }: TicketRecord) => failed.get(`${scope} ${key}`) === updated;
  const unread = likely.filter((ticket) => !known.has(ticket.key) && !hasFailed(ticket));
  const due = [...likely, ...others].filter(({ key, updated }) => known.get(key)?.updated !== updated);
  const inTurn = [...due.filter((ticket) => !hasFailed(ticket)), ...due.filter(hasFailed)];
  const chosen = unread.length > 0 ? unread.slice(0, maxLikelyTickets) : inTurn.slice(0, maxOtherTickets);
  for (const { key, updated } of chosen) {
    try {
      const links = await source.readRemoteLinks(key, signal);
      signal.throwIfAborted();
      apply({ kind: 'ticket-links-read', scope, key, links: { ...links, updated, readAt: now() } });
    } catch (error) {
      if (!(error instanceof Problem) || signal.aborted) throw error;
      failed.set(`${scope} ${key}`, updated);
      return;
    }
  }
}

/**
 * Returns the open tickets that may be about a finding although nothing says so for certain, probable matches last; of each kind
 * the latest changed first.
 */
export function linkCandidates({ tickets, matches }: Snapshot, names: StatusNames): LinkCandidates {
  const orphans = new Set([...matches.unread, ...matches.orphans.map(({ ticket }) => ticket)]);
  const matchOf = (key: string) => (matches.matches.get(key) ?? matches.several.get(key))?.match;
  const isOpen = ({ key, labels, status }: TicketRecord) =>
    !isCertainMatch(matchOf(key) ?? 'text') &&
    findingLabels(labels).length === 0 &&
    stateOf(status, names) !== 'done';
  const isProbable = ({ key }: TicketRecord) => matchOf(key) !== undefined;
  const byTime = (a: TicketRecord, b: TicketRecord) =>
    Number(a.updated < b.updated) - Number(a.updated > b.updated);
  const open = tickets.filter(isOpen).sort(byTime);
  const others = open.filter(({ key }) => !orphans.has(key));
  return {
    likely: open.filter(({ key }) => orphans.has(key)),
    others: [...others.filter((ticket) => !isProbable(ticket)), ...others.filter(isProbable)],
  };
}
