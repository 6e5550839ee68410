import type { JiraCoverage } from '../domain/coverage.ts';
import { type Note, noteOf } from '../domain/problems/note.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { TicketProgress } from '../domain/tickets/progress.ts';
import type { TicketFates, TicketName, TicketSource } from '../domain/tickets/ticket.ts';
import type { Change } from '../store/changes.ts';
import type { Store } from '../store/store.ts';
import { type Compared, compareTickets } from './compare-tickets.ts';
import type { Apply } from './events.ts';
import { type Listed, listTickets } from './list-tickets.ts';
import { ticketsGone, ticketsMoved, ticketsNotListed, ticketsUnreadable } from './ticket-problems.ts';
import { keysOf, now, type TicketRun } from './ticket-run.ts';

export interface TicketsToRead {
  readonly source: () => TicketSource;
  /** The site and the selection, as `scopeOf` names them. */
  readonly scope: string;
  /** Done tickets that were not updated for more days are not read. */
  readonly doneDays?: number | undefined;
  /** Called first, while AWS is read: it sends waiting reviews, so that the tickets show their result. */
  readonly before?: () => Promise<void>;
  /** Called after the tickets were read completely. */
  readonly after?: (source: TicketSource) => Promise<void>;
}

interface Input {
  readonly store: Store;
  readonly apply: Apply;
  readonly tickets?: TicketsToRead;
  /** The beginning of the run. */
  readonly at: string;
  readonly signal: AbortSignal;
  readonly onProgress: (step: Note) => void;
}

export interface TicketsRead {
  /** Keys of tickets that are new, differ or are forgotten. */
  readonly changed: ReadonlySet<string>;
  /** Facts for the user that need no action. */
  readonly notes: readonly Note[];
}

/** Per run. Jira takes 100 keys in one request. Tickets above this number wait for the next run and stay known. */
const maxAskedTickets = 1_000;
/** Jira's own limit. */
const maxReconciledTickets = 50;

/**
 * Reads Jira's tickets into the store, each page in one transaction: all tickets once, then those that changed. If a search
 * contradicts the store, Jira itself is asked: about a ticket that is listed as older than in the store, and about a ticket
 * that is no longer listed.
 * @throws Problem if the tickets could not be read completely: every page before it is kept, and no ticket is forgotten.
 */
export async function readTickets(input: Input): Promise<TicketsRead> {
  const { store, apply, tickets, at, signal } = input;
  if (!tickets) return { changed: new Set(), notes: [] };
  const { scope } = tickets;
  const record = (state: Omit<JiraCoverage, 'of' | 'scope'>) =>
    apply({ kind: 'coverage', at, coverage: { of: 'jira', scope, ...state } });
  try {
    await tickets.before?.();
    const lately = store.tickets.readLately(scope, now(), maxReconciledTickets);
    const run: TicketRun = { ...input, ...tickets, source: tickets.source(), lately };
    const known = store.tickets.count(scope);
    const listed = await listTickets(run);
    const compared = await compareTickets(run, listed);
    const asked = doubtful(run, listed, compared);
    const askedAt = now();
    const fates =
      asked.length > 0 ? await run.source.findTickets(asked.slice(0, maxAskedTickets), signal) : nothing;
    signal.throwIfAborted();

    const settled = keysOf(apply(...changesOf(fates, { scope, at, askedAt })));
    const problem = problemOf(listed, compared, known, store.tickets.count(scope));
    if (problem?.code === 'jira-tickets-not-listed') throw problem;
    const isComplete = asked.length <= maxAskedTickets && compared.names?.isComplete !== false;
    const progress = completed(listed, compared, isComplete);
    apply({ kind: 'tickets-progress', scope, progress });
    await tickets.after?.(run.source);
    record({ readAt: now(), ...(problem && { problem: noteOf(problem) }) });
    const moved = fates.moved.filter(({ to }) => !store.tickets.has(scope, to));
    return {
      changed: new Set([...listed.changed, ...(compared.names?.changed ?? []), ...settled]),
      notes: moved.length > 0 ? [ticketsMoved(moved)] : [],
    };
  } catch (error) {
    if (error instanceof Problem && !signal.aborted) record({ problem: noteOf(error) });
    throw error;
  }
}

/** Returns the tickets about which Jira itself is asked. */
function doubtful(run: TicketRun, listed: Listed, { names }: Compared): TicketName[] {
  const { store, scope, lately } = run;
  const { of, progress, keys, outdated, renamed } = listed;
  const unseen =
    of === 'changes'
      ? lately.filter(({ key }) => !keys.has(key))
      : store.tickets.unseen(scope, progress.beganAt, maxAskedTickets + 1);
  const all = [...outdated, ...renamed, ...unseen, ...(names?.missing ?? [])];
  return [...new Map(all.map((name) => [name.key, name])).values()];
}

/** Returns the progress after a run that read everything. `isComplete`: no ticket waits for the next run. */
function completed(
  { of, progress }: Listed,
  { count, names }: Compared,
  isComplete: boolean,
): TicketProgress {
  const { count: _before, listedAt, ...rest } = progress;
  const comparedAt = of !== 'changes' || names ? now() : listedAt;
  return {
    ...rest,
    readAt: of === 'changes' ? (progress.readAt ?? now()) : now(),
    ...(comparedAt !== undefined && { listedAt: comparedAt }),
    ...(isComplete && count !== undefined && { count }),
  };
}

const nothing: TicketFates = { found: [], moved: [], gone: [] };

function changesOf(
  { found, moved, gone }: TicketFates,
  { scope, at, askedAt }: { scope: string; at: string; askedAt: string },
): Change[] {
  const exist: Change = { kind: 'tickets-exist', scope, at, keys: found.map(({ key }) => key) };
  const read = found.map((ticket): Change => ({ kind: 'ticket-read', scope, at: askedAt, ticket }));
  const lost = [...gone, ...moved.map(({ from }) => from)];
  return [exist, ...read, ...lost.map((key): Change => ({ kind: 'ticket-forgotten', scope, key }))];
}

function problemOf(
  { of, keys, unreadable }: Listed,
  { names }: Compared,
  before: number,
  after: number,
): Problem | undefined {
  if (unreadable.length > 0) return ticketsUnreadable(unreadable);
  const total = names?.total ?? (of === 'all' ? keys.size : undefined);
  if (total !== 0 || before === 0) return undefined;
  return after > 0 ? ticketsNotListed(before) : ticketsGone(before);
}
