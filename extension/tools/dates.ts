import { env } from 'vscode';
import { localDay } from '#protocol/due.ts';

/** Returns an ISO 8601 moment as date and time in the editor's language and the reader's time zone. */
export function momentOf(at: string): string {
  return new Date(at).toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Returns the time of an ISO 8601 moment, with seconds, in the editor's language and the reader's time zone. */
export function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString(env.language);
}

/** Returns a calendar date in a few words, `Nov 23`, with the year if it is not this one. @param today `2026-11-23` */
export function dayOf(date: string, today: string): string {
  const at = new Date(`${date}T00:00:00.000Z`);
  if (Number.isNaN(at.getTime())) return date;
  const isThisYear = date.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(env.language, {
    month: 'short',
    day: 'numeric',
    ...(!isThisYear && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(at);
}

/** Returns a calendar date, `2026-11-23`, in the reader's format; unchanged if it is not a date. */
export function longDayOf(day: string, locale = env.language): string {
  const at = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(at)
    ? day
    : new Date(at).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
}

/** Returns the reader's calendar date, `2026-11-23`. */
export const todayOf = localDay;
