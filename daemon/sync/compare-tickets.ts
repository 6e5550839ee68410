import type { ListedTicket, TicketName } from '../domain/tickets/ticket.ts';
import type { KnownName } from '../store/store.ts';
import type { Listed } from './list-tickets.ts';
import { isWithin, keysOf, now, type TicketRun } from './ticket-run.ts';

/** How long names are not compared while the site's number of tickets shows no difference, or if the site does not count. */
const comparedMs = { counted: 6 * 60 * 60_000, uncounted: 60 * 60_000 };
/** Per run. The others are read in the next run. */
const maxFetchedTickets = 1_000;
const dayMs = 24 * 60 * 60_000;

export interface Compared {
  /** How many tickets the site counts. */
  readonly count?: number | undefined;
  /** Absent: the names were not compared, because nothing shows a difference. */
  readonly names?: {
    readonly total: number;
    /** Known tickets that are not listed: deleted, moved, or no longer of the selection. */
    readonly missing: readonly TicketName[];
    /** Keys of tickets that are new or differ. */
    readonly changed: readonly string[];
    /** Whether every listed ticket is known now. */
    readonly isComplete: boolean;
  };
}

/**
 * Compares the known tickets with the site's list of names, if their number differs or some hours have passed. A search for
 * changes does not show that a ticket was deleted, was moved away, or became visible.
 */
export async function compareTickets(run: TicketRun, listed: Listed): Promise<Compared> {
  const count = await run.source.countTickets(run.signal);
  return { count, ...(isDue(listed, count) && { names: await compareNames(run, listed) }) };
}

function isDue({ of, progress, keys, unreadable, added }: Listed, count: number | undefined): boolean {
  if (of === 'all') return count !== keys.size + unreadable.length;
  if (of === 'rest') return true;
  if (count === undefined) return !isWithin(progress.listedAt, comparedMs.uncounted);
  const expected = progress.count === undefined ? undefined : progress.count + added;
  return count !== expected || !isWithin(progress.listedAt, comparedMs.counted);
}

async function compareNames(run: TicketRun, { unreadable }: Listed): Promise<NonNullable<Compared['names']>> {
  const { store, apply, source, scope, at, signal, doneDays } = run;
  const [ids, keys] = [new Set<string>(), new Set<string>()];
  const listed: ListedTicket[] = [];
  for await (const page of source.listTickets(signal)) {
    signal.throwIfAborted();
    listed.push(...page);
    for (const { id, key } of page) {
      if (id !== undefined) ids.add(id);
      if (key !== undefined) keys.add(key);
    }
  }
  const known = store.tickets.names(scope);
  // A ticket that could just not be read is not read again.
  const met = [...known, ...unreadable];
  const knownIds = new Set(met.flatMap(({ id }) => id ?? []));
  const knownKeys = new Set(met.flatMap(({ key }) => key ?? []));
  const isListed = ({ id, key }: KnownName) =>
    keys.size > 0 ? keys.has(key) : id !== undefined && ids.has(id);
  const isKnown = ({ id, key }: ListedTicket) =>
    key === undefined ? id !== undefined && knownIds.has(id) : knownKeys.has(key);

  const unknown = listed.filter((name) => !isKnown(name));
  const changed: string[] = [];
  if (unknown.length > 0) {
    for await (const { tickets } of source.fetchTickets(unknown.slice(0, maxFetchedTickets), signal)) {
      signal.throwIfAborted();
      changed.push(...keysOf(apply({ kind: 'tickets-listed', scope, at, listedAt: now(), tickets })));
    }
  }
  return {
    total: listed.length,
    missing: known.filter((name) => !isListed(name) && !isTooOld(name, doneDays)),
    changed,
    isComplete: unknown.length <= maxFetchedTickets,
  };
}

/** Returns whether the site does not list the ticket because of its age. It stays as it is known. */
function isTooOld({ isDone, updated }: KnownName, doneDays: number | undefined): boolean {
  return doneDays !== undefined && isDone && Date.now() - Date.parse(updated) > doneDays * dayMs;
}
