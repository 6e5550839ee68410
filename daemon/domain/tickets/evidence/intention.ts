import { isExpired, untilOf } from './until.ts';

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
