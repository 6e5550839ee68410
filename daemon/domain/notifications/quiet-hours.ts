import { minutesOf } from './local-time.ts';

/**
 * Returns whether a local time is within the quiet hours. They begin with their first minute and end before their last one, and
 * may span midnight. A text that is no range, and a range of no length, is never quiet.
 * @param quietHours `19:00-08:30`
 * @param minutes Since midnight.
 */
export function isQuiet(quietHours: string | undefined, minutes: number): boolean {
  const [from, to, ...rest] = (quietHours ?? '').split('-').map(minutesOf);
  if (from === undefined || to === undefined || rest.length > 0) return false;
  return from <= to ? from <= minutes && minutes < to : from <= minutes || minutes < to;
}
