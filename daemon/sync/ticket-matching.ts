import {
  createTicketMatcher,
  type MatchInput,
  type TicketMatcher,
} from '../domain/tickets/matching/ticket-matcher.ts';
import type { MatchedTickets } from '../domain/tickets/matching/ticket-matches.ts';
import type { SyncEvents } from './events.ts';

/** How long a snapshot may compare texts, so that a few changes are in it at once; and how long the event loop is held after that. */
const limitMs = { snapshot: 15, slice: 8 };
/** A snapshot goes on for this number of steps also on a busy machine. A step applies a finding or reads a text. */
const minSteps = 500;

export interface TicketMatching {
  /** Returns the matches, as far as they can be known at once. The others follow with the event `tickets-compared`. */
  match(input: MatchInput): MatchedTickets;
  /** Resolves once everything is compared that was taken. */
  settled(): Promise<void>;
  /** Stops comparing. */
  end(): void;
}

/** Matches tickets next to other work: what needs long is done in slices. */
export function createTicketMatching(
  events: SyncEvents,
  matcher: TicketMatcher = createTicketMatcher(),
): TicketMatching {
  let slice: NodeJS.Immediate | undefined;
  let settled = Promise.withResolvers<void>();

  function begin(): void {
    if (slice) return;
    settled = Promise.withResolvers();
    slice = setImmediate(goOn);
  }

  function goOn(): void {
    if (!matcher.compare(after(limitMs.slice))) {
      slice = setImmediate(goOn);
      return;
    }
    end();
    events.publish([{ type: 'tickets-compared' }]);
  }

  function end(): void {
    clearImmediate(slice);
    slice = undefined;
    settled.resolve();
  }

  return {
    match(input) {
      const matched = matcher.match(input, after(limitMs.snapshot, minSteps));
      if (!matched.isComplete) begin();
      return matched;
    },
    settled: () => (slice ? settled.promise : Promise.resolve()),
    end,
  };
}

/** Returns a function that returns whether this time has passed and it was called this often. */
function after(ms: number, steps = 0): () => boolean {
  const end = performance.now() + ms;
  let left = steps;
  return () => --left < 0 && performance.now() >= end;
}
