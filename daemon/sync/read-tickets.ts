import type { Text } from '../base/text.ts';
import { noteOf } from '../domain/problems/note.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { TicketFates, TicketName, TicketSource, UnreadableTicket } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/sqlite/open-store.ts';
import { ticketsGone, ticketsMoved, ticketsNotListed, ticketsUnreadable } from './ticket-problems.ts';

export interface TicketsToRead {
  readonly source: () => TicketSource;
  /** Names site and project. */
  readonly scope: string;
  /** Called first, beside the reading of AWS: it sends waiting reviews, so that the tickets show what these did. */
  readonly before?: () => Promise<void>;
}

interface Input {
  readonly store: Store;
  readonly tickets?: TicketsToRead;
  readonly signal: AbortSignal;
  readonly onProgress: (step: Text) => void;
  readonly onChanged: () => void;
}

export interface TicketsRead {
  /** Keys of those that are new, differ or are forgotten. */
  readonly changed: ReadonlySet<string>;
  /** What the user should know, and can do nothing about. */
  readonly notes: readonly Text[];
}

/** In one run. Jira takes 100 keys in one request; more than these wait for the next run, and stay known. */
const maxAsked = 1_000;
/** Jira's own limit. */
const maxReconciled = 50;

/**
 * Reads Jira's tickets into the store, each page one transaction. What a search says is checked with Jira itself where
 * it contradicts what is known: a ticket that it shows older than it was, and one that it does not show any more.
 * @throws Problem if they could not be read to the end: every page before it is kept, and nothing is forgotten.
 */
export async function readTickets(input: Input, pass: number): Promise<TicketsRead> {
  const { store, tickets, signal } = input;
  if (!tickets) return { changed: new Set(), notes: [] };
  const { scope } = tickets;
  const place = { account: scope, region: '', source: 'tickets' } as const;
  try {
    await tickets.before?.();
    const source = tickets.source();
    const known = store.tickets.count(scope);
    const listed = await readList(input, source, scope, pass);
    const asked = [...listed.stale, ...store.tickets.unseen(scope, pass, maxAsked)].slice(0, maxAsked);
    const askedAt = now();
    const fates = asked.length > 0 ? await source.findTickets(asked, signal) : nothing;
    signal.throwIfAborted();

    const settled = store.transaction(() => settle(store, scope, pass, fates, askedAt));
    if (settled.length > 0) input.onChanged();
    const problem = problemOf(listed, known, store.tickets.count(scope));
    if (problem?.code === 'jira-tickets-not-listed') throw problem;
    const covered = { ...place, isRead: true, ...(problem && { problem: noteOf(problem) }) };
    if (store.coverage.record(pass, covered, now())) input.onChanged();
    const moved = fates.moved.filter(({ to }) => !listed.keys.has(to));
    return {
      changed: new Set([...listed.changed, ...settled]),
      notes: moved.length > 0 ? [ticketsMoved(moved)] : [],
    };
  } catch (error) {
    if (error instanceof Problem && !signal.aborted)
      store.coverage.record(pass, { ...place, problem: noteOf(error) }, now());
    throw error;
  }
}

interface Listed {
  readonly keys: ReadonlySet<string>;
  /** Listed as they were before what is known of them. */
  readonly stale: readonly TicketName[];
  readonly unreadable: readonly UnreadableTicket[];
  readonly changed: ReadonlySet<string>;
}

async function readList(input: Input, source: TicketSource, scope: string, pass: number): Promise<Listed> {
  const { store, signal, onProgress, onChanged } = input;
  const keys = new Set<string>();
  const stale: TicketName[] = [];
  const unreadable: UnreadableTicket[] = [];
  const changed = new Set<string>();
  const changedLately = store.tickets.askedLately(scope, now(), maxReconciled);
  for await (const page of source.readTickets(signal, changedLately)) {
    signal.throwIfAborted();
    const before = changed.size;
    store.transaction(() => {
      for (const ticket of page.tickets) {
        keys.add(ticket.key);
        const became = store.tickets.put(scope, ticket, pass, now());
        if (became === 'changed') changed.add(ticket.key);
        if (became === 'stale') stale.push(ticket);
      }
      for (const { key } of page.unreadable) if (key !== undefined) store.tickets.keep(scope, key, pass);
    });
    unreadable.push(...page.unreadable);
    onProgress({ en: `Jira: ${keys.size} tickets`, ja: `Jira: チケット ${keys.size} 件` });
    if (changed.size > before) onChanged();
  }
  return { keys, stale, unreadable, changed };
}

const nothing: TicketFates = { found: [], moved: [], gone: [] };

/** Returns the keys of the tickets that differ from what was known, or are forgotten. */
function settle(store: Store, scope: string, pass: number, fates: TicketFates, askedAt: string): string[] {
  const settled: string[] = [];
  for (const ticket of fates.found) {
    store.tickets.keep(scope, ticket.key, pass);
    // A review may have read it meanwhile: that is the newer word.
    if ((store.tickets.askedAt(scope, ticket.key) ?? '') > askedAt) continue;
    if (store.tickets.update(scope, ticket, askedAt)) settled.push(ticket.key);
  }
  for (const key of [...fates.gone, ...fates.moved.map(({ from }) => from)])
    if (store.tickets.forget(scope, key)) settled.push(key);
  return settled;
}

function problemOf({ keys, unreadable }: Listed, before: number, after: number): Problem | undefined {
  if (unreadable.length > 0) return ticketsUnreadable(unreadable);
  if (keys.size > 0 || before === 0) return undefined;
  return after > 0 ? ticketsNotListed(before) : ticketsGone(before);
}

const now = () => new Date().toISOString();
