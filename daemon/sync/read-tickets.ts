import type { JiraCoverage } from '../domain/coverage.ts';
import type { DomainEvent } from '../domain/events.ts';
import { type Note, note, noteOf } from '../domain/problems/note.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { TicketFates, TicketName, TicketSource, UnreadableTicket } from '../domain/tickets/ticket.ts';
import type { Change } from '../store/changes.ts';
import type { Store } from '../store/store.ts';
import type { Apply } from './events.ts';
import { ticketsGone, ticketsMoved, ticketsNotListed, ticketsUnreadable } from './ticket-problems.ts';

export interface TicketsToRead {
  readonly source: () => TicketSource;
  /** The site and the project. */
  readonly scope: string;
  /** Called first, while AWS is read: it sends waiting reviews, so that the tickets show their result. */
  readonly before?: () => Promise<void>;
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
 * Reads Jira's tickets into the store, each page in one transaction. If a search contradicts the store, Jira itself is asked:
 * about a ticket that is listed as older than in the store, and about a ticket that is no longer listed.
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
    const source = tickets.source();
    const known = store.tickets.count(scope);
    const listed = await readList(input, source, scope);
    const asked = [...listed.outdated, ...store.tickets.unseen(scope, at, maxAskedTickets)].slice(
      0,
      maxAskedTickets,
    );
    const askedAt = now();
    const fates = asked.length > 0 ? await source.findTickets(asked, signal) : nothing;
    signal.throwIfAborted();

    const settled = keysOf(apply(...changesOf(fates, { scope, at, askedAt })));
    const problem = problemOf(listed, known, store.tickets.count(scope));
    if (problem?.code === 'jira-tickets-not-listed') throw problem;
    record({ readAt: now(), ...(problem && { problem: noteOf(problem) }) });
    const moved = fates.moved.filter(({ to }) => !listed.keys.has(to));
    return {
      changed: new Set([...listed.changed, ...settled]),
      notes: moved.length > 0 ? [ticketsMoved(moved)] : [],
    };
  } catch (error) {
    if (error instanceof Problem && !signal.aborted) record({ problem: noteOf(error) });
    throw error;
  }
}

interface Listed {
  readonly keys: ReadonlySet<string>;
  /** Tickets that are listed as older than in the store. */
  readonly outdated: readonly TicketName[];
  readonly unreadable: readonly UnreadableTicket[];
  readonly changed: ReadonlySet<string>;
}

async function readList(input: Input, source: TicketSource, scope: string): Promise<Listed> {
  const { store, apply, at, signal, onProgress } = input;
  const keys = new Set<string>();
  const outdated: TicketName[] = [];
  const unreadable: UnreadableTicket[] = [];
  const changed = new Set<string>();
  const readLately = store.tickets.readLately(scope, now(), maxReconciledTickets);
  for await (const page of source.readTickets(signal, readLately)) {
    signal.throwIfAborted();
    const listedAt = now();
    for (const { key } of page.tickets) keys.add(key);
    outdated.push(...store.tickets.outdated(scope, page.tickets, listedAt));
    unreadable.push(...page.unreadable);
    const events = apply(
      { kind: 'tickets-listed', scope, at, listedAt, tickets: page.tickets },
      { kind: 'tickets-exist', scope, at, keys: page.unreadable.flatMap(({ key }) => key ?? []) },
    );
    for (const key of keysOf(events)) changed.add(key);
    onProgress(note('tickets-read', { tickets: keys.size }));
  }
  return { keys, outdated, unreadable, changed };
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

function keysOf(events: readonly DomainEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'ticket-forgotten') return [event.key];
    return event.type === 'ticket-changed' || event.type === 'ticket-moved' ? [event.ticket.key] : [];
  });
}

function problemOf({ keys, unreadable }: Listed, before: number, after: number): Problem | undefined {
  if (unreadable.length > 0) return ticketsUnreadable(unreadable);
  if (keys.size > 0 || before === 0) return undefined;
  return after > 0 ? ticketsNotListed(before) : ticketsGone(before);
}

const now = () => new Date().toISOString();
