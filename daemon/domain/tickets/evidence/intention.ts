import type { Outcome } from '#protocol/pending-review.ts';
import type { LabelChange } from '../ticket.ts';
import { isExpired, isUntilLabel, labelUntil, untilOf } from './until.ts';

/** The label of a ticket whose finding is intended without an end. */
export const intendedLabel = 'guardrail-intended';

/** The intention of a finding, as the labels of its ticket say it. */
export interface Intention {
  /** Without an end, until a day to come, or until a day that is over. Undefined: they say nothing. */
  readonly intention: 'endless' | 'running' | 'over' | undefined;
  /** The last day, `2027-01-31`. */
  readonly until?: string;
}

/** A last day counts more than the label without an end. @param now ISO 8601 */
export function intentionOf(labels: readonly string[], now: string): Intention {
  const until = untilOf(labels);
  if (until !== undefined) return { intention: isExpired(until, now) ? 'over' : 'running', until };
  return { intention: labels.includes(intendedLabel) ? 'endless' : undefined };
}

/**
 * Returns the changes after which the labels say what a review says: intended, without an end or until a day, or not. Without an
 * outcome they say nothing.
 */
export function intentionLabels(
  labels: readonly string[],
  { outcome, until }: { readonly outcome?: Outcome; readonly until?: string | undefined },
): LabelChange {
  const wanted = outcome !== 'intended' ? undefined : until === undefined ? intendedLabel : labelUntil(until);
  return {
    add: wanted === undefined || labels.includes(wanted) ? [] : [wanted],
    remove: labels.filter((label) => (isUntilLabel(label) || label === intendedLabel) && label !== wanted),
  };
}
