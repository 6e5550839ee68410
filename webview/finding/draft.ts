/** A review that is being written, as the page and the extension keep it. */
import { type Outcome, outcomes } from '#protocol/pending-review.ts';

/** The user's choice and text so far. If the reason is empty, there is nothing to send. */
export interface Draft {
  readonly outcome: Outcome;
  readonly reason: string;
  /** Grows with each edit on either side: of two drafts the higher one is newer. See `nextEdit`. */
  readonly at: number;
}

/** Longer reasons are cut off: a reason that can be sent has at most 4,000 characters. */
export const maxDraftUtf16Units = 10_000;

/** Returns the `at` of an edit that follows `previous`: ms since 1970, or more if `previous` is in the future. */
export function nextEdit(previous: number | undefined, now = Date.now()): number {
  return Math.max(now, (previous ?? 0) + 1);
}

/** Returns a kept draft, its reason cut off if it is too long; `undefined` if its shape is wrong. */
export function readDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { outcome, reason, at } = value as Record<string, unknown>;
  const known = outcomes.find((candidate) => candidate === outcome);
  if (known === undefined || typeof reason !== 'string') return undefined;
  if (typeof at !== 'number' || !Number.isFinite(at)) return undefined;
  return { outcome: known, reason: reason.slice(0, maxDraftUtf16Units), at };
}
