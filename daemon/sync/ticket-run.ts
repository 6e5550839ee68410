import type { DomainEvent } from '../domain/events.ts';
import type { Note } from '../domain/problems/note.ts';
import type { TicketName, TicketSource } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';
import type { Apply } from './events.ts';

/** One reading of the tickets of a scope, as its steps share it. */
export interface TicketRun {
  readonly store: Store;
  readonly apply: Apply;
  readonly source: TicketSource;
  readonly scope: string;
  /** Done tickets that were not updated for more days are not listed by the site. */
  readonly doneDays?: number | undefined;
  /** The beginning of the sync run. */
  readonly at: string;
  /** Tickets that Jira itself returned a moment ago: its search may be older. */
  readonly lately: readonly TicketName[];
  readonly signal: AbortSignal;
  readonly onProgress: (step: Note) => void;
}

/** Returns the keys of tickets that are new, differ or are forgotten. */
export function keysOf(events: readonly DomainEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'ticket-forgotten') return [event.key];
    return event.type === 'ticket-changed' || event.type === 'ticket-moved' ? [event.ticket.key] : [];
  });
}

/** Returns whether less than `limitMs` passed since then. A time in the future comes from a wrong clock. */
export function isWithin(since: string | undefined, limitMs: number): boolean {
  const passedMs = since === undefined ? Number.NaN : Date.now() - Date.parse(since);
  return passedMs >= 0 && passedMs < limitMs;
}

/** Returns the current time in ISO 8601. */
export const now = () => new Date().toISOString();
