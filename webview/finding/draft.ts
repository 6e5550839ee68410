/** A review that is being written, as the page and the extension keep it. */
import { type Outcome, outcomes } from '#protocol/pending-review.ts';

/** What the user has chosen and written so far. An empty reason: nothing is left to send. */
export interface Draft {
  readonly outcome: Outcome;
  readonly reason: string;
  /** Grows with each edit, wherever it is made: of two drafts the higher one is newer. See `nextEdit`. */
  readonly at: number;
}

/** More of a reason is not kept, in UTF-16 units: a reason that can be sent is at most 4,000. */
export const maxDraftLength = 10_000;

/** The `at` of an edit that follows `previous`: milliseconds, as long as the clocks of both sides agree. */
export function nextEdit(previous: number | undefined, now = Date.now()): number {
  return Math.max(now, (previous ?? 0) + 1);
}

/** A draft as it may be kept; nothing if it is none. */
export function readDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { outcome, reason, at } = value as Record<string, unknown>;
  const known = outcomes.find((candidate) => candidate === outcome);
  if (known === undefined || typeof reason !== 'string') return undefined;
  if (typeof at !== 'number' || !Number.isFinite(at)) return undefined;
  return { outcome: known, reason: reason.slice(0, maxDraftLength), at };
}
