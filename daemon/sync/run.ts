import { rejectedBy } from '../base/cancelled.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { Reading } from '../domain/findings/reading.ts';
import type { Note } from '../domain/problems/note.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { Store } from '../store/store.ts';
import { createApply, type SyncEvents } from './events.ts';
import { readFindings } from './read-findings.ts';
import { readTickets, type TicketsToRead } from './read-tickets.ts';

export interface SyncRunInput {
  readonly store: Store;
  readonly team: string;
  readonly readings: AsyncIterable<Reading>;
  /** Absent if Jira is not configured. */
  readonly tickets?: TicketsToRead;
  readonly signal: AbortSignal;
  readonly onProgress: (step: Note) => void;
  /** Receives the events of each page that changes the store. */
  readonly events: SyncEvents;
}

export interface SyncRunResult {
  readonly findings: { readonly added: number; readonly resolved: number };
  /** Keys of tickets that are new, differ or are forgotten. */
  readonly tickets: { readonly changed: ReadonlySet<string> };
  readonly coverage: readonly Coverage[];
  readonly notes: readonly Note[];
  /** Why AWS or Jira could not be read at all. Known data stays, with its age. */
  readonly problems: readonly Problem[];
}

/**
 * Reads AWS and Jira in parallel, each page in one transaction. If one of them fails, the other is still read. A run that is
 * cancelled keeps every page that was read and resolves nothing.
 */
export async function syncOnce(input: SyncRunInput): Promise<SyncRunResult> {
  const { store, team, events, signal } = input;
  const last = store.coverage.lastRun(team);
  const at = store.coverage.beginRun(team, new Date().toISOString());
  const run = { ...input, at, apply: createApply(store, events) };
  // `rejectedBy`: the AWS SDK sleeps between two attempts and does not see the signal then. A later page
  // finds the signal before it is written.
  const both = Promise.allSettled([readFindings(run), readTickets(run)]);
  const [aws, jira] = await Promise.race([both, rejectedBy(signal)]);
  signal.throwIfAborted();
  // The selection in use has been tried by now, whether or not it could be read.
  store.forgetUnused(new Date().toISOString());
  const problems = [aws, jira].flatMap((part) =>
    part.status === 'rejected' ? [asProblem(part.reason)] : [],
  );
  const coverage = store.coverage.ofRun(at);
  if (aws.status === 'fulfilled') {
    const complete = problems.length === 0 && coverage.every(({ problem }) => problem === undefined);
    store.coverage.endRun(at, new Date().toISOString(), complete);
    // Findings in regions that this run did not try are no longer shown. What AWS says of a ticket is known after the first run.
    const { triedSince } = store.coverage;
    if (!last || triedSince(last.started).length !== triedSince(at).length)
      events.publish([{ type: 'tried-regions-changed', team }]);
  }
  return {
    findings: aws.status === 'fulfilled' ? aws.value.findings : { added: 0, resolved: 0 },
    tickets: { changed: jira.status === 'fulfilled' ? jira.value.changed : new Set() },
    coverage,
    notes: [aws, jira].flatMap((part) => (part.status === 'fulfilled' ? part.value.notes : [])),
    problems,
  };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}
