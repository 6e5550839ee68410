import type { IntendedDays } from '../../../webview/finding/protocol.ts';
import { todayOf } from '../../tools/dates.ts';

const initialDays = 90;
/** A later day is a typing error, or means "without an end". */
const maxAheadYears = 10;

/** Returns the limits of the last day of an intention, in the reader's time zone. */
export function intendedDays(now: Date): IntendedDays {
  const max = new Date(now.getFullYear() + maxAheadYears, now.getMonth(), now.getDate());
  return { min: todayOf(now), max: todayOf(max), initial: dayIn(initialDays, now) };
}

/** Returns the reader's calendar date so many days later, `2027-01-31`. */
export function dayIn(days: number, now: Date): string {
  return todayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days));
}
