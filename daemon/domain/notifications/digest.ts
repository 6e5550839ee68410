import type { DigestCounts } from '#protocol/notifications.ts';
import { localTimeIn, minutesOf } from './local-time.ts';

/** The time of the digest if the given one is no time of day. */
const usualMinutes = 9 * 60;

export interface DigestClock {
  readonly now: Date;
  /** The time of the last digest. ISO 8601. */
  readonly last: string;
  /** `09:00` */
  readonly digestTime: string;
  readonly timeZone: string;
}

/**
 * Returns whether the digest of this local day is still to be said: none was said on this day or, if the clock was set back, on
 * a later one. Where the clock skips the time of the digest, it is due with the next minute.
 */
export function isDigestDue({ now, last, digestTime, timeZone }: DigestClock): boolean {
  const { day, minutes } = localTimeIn(timeZone, now);
  const lastDay = localTimeIn(timeZone, new Date(last)).day;
  return lastDay < day && minutes >= (minutesOf(digestTime) ?? usualMinutes);
}

/** Returns whether a digest has nothing to say. */
export function isEmpty({ due, overdue, sentBack, fresh }: DigestCounts): boolean {
  return due + overdue + sentBack + fresh === 0;
}
