import type { SiteClock } from './site-clock.ts';

/**
 * Returns JQL's relative time, such as `-75m`, that is not later than a moment. JQL reads a date in the time
 * zone of the account and to the minute; a relative time is the same for every account.
 * @param since ISO 8601, by the site's clock.
 */
export function minutesSince(since: string, clock: Pick<SiteClock, 'now'>): number {
  // One minute more, because the site may cut its own time to the minute.
  return Math.max(1, Math.ceil((clock.now() - Date.parse(since)) / 60_000) + 1);
}
