import { lineOf, Problem } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import type { Store } from '../store/store.ts';
import type { TicketSource, UnreadableTicket } from '../tickets/ticket.ts';
import { ticketsUnreadable } from './ticket-problems.ts';

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

/**
 * Reads Jira's tickets into the store, each page one transaction. Returns how many were new or differ.
 * @throws Problem if they could not be read to the end: every page before it is kept, and nothing is forgotten.
 */
export async function readTickets(input: Input, pass: number): Promise<number> {
  const { store, tickets, signal, onProgress, onChanged } = input;
  if (!tickets) return 0;
  const { scope } = tickets;
  const place = { account: scope, region: '', source: 'tickets' } as const;
  const unreadable: UnreadableTicket[] = [];
  let changed = 0;
  let read = 0;
  try {
    await tickets.before?.();
    for await (const page of tickets.source().readTickets(signal)) {
      signal.throwIfAborted();
      const before = changed;
      store.transaction(() => {
        for (const ticket of page.tickets) if (store.tickets.put(scope, ticket, pass)) changed++;
        for (const { key } of page.unreadable) if (key !== undefined) store.tickets.keep(scope, key, pass);
      });
      unreadable.push(...page.unreadable);
      read += page.tickets.length;
      onProgress({ en: `Jira: ${read} tickets`, ja: `Jira: チケット ${read} 件` });
      if (changed > before) onChanged();
    }
  } catch (error) {
    if (error instanceof Problem && !signal.aborted)
      store.coverage.record(pass, { ...place, problem: lineOf(error) }, now());
    throw error;
  }
  signal.throwIfAborted();
  const isNews = store.transaction(() => {
    // One that could not even be named may be any of those that were not seen.
    const allNamed = unreadable.every(({ key }) => key !== undefined);
    const forgot = allNamed && store.tickets.forgetUnseen(scope, pass);
    const problem = unreadable.length > 0 ? lineOf(ticketsUnreadable(unreadable)) : undefined;
    const covered = { ...place, isRead: true, ...(problem && { problem }) };
    return store.coverage.record(pass, covered, now()) || forgot;
  });
  if (isNews) onChanged();
  return changed;
}

const now = () => new Date().toISOString();
