import { note } from '../domain/problems/note.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { TicketProgress } from '../domain/tickets/progress.ts';
import type { TicketName, TicketPage, TicketReading, UnreadableTicket } from '../domain/tickets/ticket.ts';
import { createTicketCursor } from './ticket-cursor.ts';
import { isWithin, keysOf, now, type TicketRun } from './ticket-run.ts';

/** Jira's search may not know a change for minutes. Changes of this time before the last known one are read again. */
const overlapMs = 15 * 60_000;
/**
 * After this time all tickets are read again. Some changes have no time of their own: a site renames a status, or a
 * person.
 */
const changesOnlyMs = 7 * 24 * 60 * 60_000;
/** Tickets that could not be read and are read again with each run. More are only counted. */
const maxUnreadableTickets = 100;

export interface Listed {
  /** `all`: every ticket. `rest`: every ticket, with those of an earlier run that failed. */
  readonly of: 'all' | 'rest' | 'changes';
  readonly progress: TicketProgress;
  readonly keys: ReadonlySet<string>;
  /** Tickets that are listed as older than in the store. */
  readonly outdated: readonly TicketName[];
  /** Known keys of tickets that are listed with another key. */
  readonly renamed: readonly TicketName[];
  readonly unreadable: readonly UnreadableTicket[];
  readonly changed: ReadonlySet<string>;
  /** How many tickets were not known. */
  readonly added: number;
}

/**
 * Reads the tickets that changed since the last run, or all tickets. Each page is written in one transaction with how far the
 * reading came, so that a run after a failure reads only what is missing.
 */
export async function listTickets(run: TicketRun): Promise<Listed> {
  const known = run.store.tickets.progress(run.scope);
  const all: TicketProgress = { beganAt: run.at };
  const isCurrent = known !== undefined && (!known.readAt || isWithin(known.readAt, changesOnlyMs));
  const from: TicketProgress = isCurrent && isWithin(known.beganAt, 2 * changesOnlyMs) ? known : all;
  try {
    return await readPages(run, from);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The next run stops at the same limit, and does not continue after it.
    if (error.code === 'jira-too-many-tickets')
      run.apply({ kind: 'tickets-progress', scope: run.scope, progress: all });
    const cannotSelect = error.code === 'jira-refused' || error.code === 'jira-jql-refused';
    if (from.updated === undefined || !cannotSelect) throw error;
    return readPages(run, all);
  }
}

async function readPages(run: TicketRun, from: TicketProgress): Promise<Listed> {
  const { store, apply, scope, at, source, signal, onProgress } = run;
  const listed = { keys: new Set<string>(), changed: new Set<string>(), added: 0 };
  const outdated: TicketName[] = [];
  const renamed: TicketName[] = [];
  const unreadable: UnreadableTicket[] = from.readAt === undefined ? [...(from.unreadable ?? [])] : [];
  const reconcile = run.lately.flatMap(({ id }) => id ?? []);
  const cursor = createTicketCursor(from.updated, reconcile);
  const progress = (updated: string | undefined, open: readonly UnreadableTicket[]): TicketProgress => ({
    ...from,
    ...(updated !== undefined && { updated }),
    unreadable: [...open, ...unreadable].slice(0, maxUnreadableTickets),
  });
  /** Those that could not be read earlier stay until they are listed or fetched: the run may end before that. */
  const unreadYet = () => unreadAgain(from, listed.keys, unreadable);

  function write(page: TicketPage): void {
    signal.throwIfAborted();
    const listedAt = now();
    for (const { key } of page.tickets) listed.keys.add(key);
    outdated.push(...store.tickets.outdated(scope, page.tickets, listedAt));
    renamed.push(...store.tickets.renamed(scope, page.tickets));
    unreadable.push(...page.unreadable);
    const events = apply(
      { kind: 'tickets-listed', scope, at, listedAt, tickets: page.tickets },
      { kind: 'tickets-exist', scope, at, keys: page.unreadable.flatMap(({ key }) => key ?? []) },
      { kind: 'tickets-progress', scope, progress: progress(cursor.reached(), unreadYet()) },
    );
    for (const key of keysOf(events)) listed.changed.add(key);
    listed.added += events.filter((event) => event.type === 'ticket-changed' && !event.before).length;
    onProgress(note('tickets-read', { tickets: listed.keys.size }));
  }

  const reading: TicketReading = {
    ...(from.updated !== undefined && { updatedSince: earlier(from.updated, overlapMs) }),
    reconcile,
  };
  for await (const page of source.readTickets(signal, reading)) {
    cursor.take(page);
    write(page);
  }
  const again = unreadYet();
  if (again.length > 0) for await (const page of source.fetchTickets(again, signal)) write(page);
  return {
    ...listed,
    of: from.readAt !== undefined ? 'changes' : from.updated === undefined ? 'all' : 'rest',
    progress: progress(cursor.newest(), []),
    outdated,
    renamed,
    unreadable,
  };
}

/** Returns the tickets that could not be read earlier and were not listed again. */
function unreadAgain(
  { readAt, unreadable = [] }: TicketProgress,
  keys: ReadonlySet<string>,
  listedAgain: readonly UnreadableTicket[],
): UnreadableTicket[] {
  if (readAt === undefined) return [];
  const isListed = ({ key, id }: UnreadableTicket) =>
    (key !== undefined && keys.has(key)) ||
    listedAgain.some((other) => (key !== undefined ? other.key === key : other.id === id));
  return unreadable.filter(
    (ticket) => (ticket.key !== undefined || ticket.id !== undefined) && !isListed(ticket),
  );
}

function earlier(time: string, ms: number): string {
  return new Date(Date.parse(time) - ms).toISOString();
}
