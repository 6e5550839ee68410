import { l10n } from 'vscode';
import { wordLocale } from './word-locale.ts';

const minuteMs = 60_000;
/** The units of an age, the largest first, each from its number of minutes on. */
const units = [
  ['year', 365 * 24 * 60],
  ['month', 60 * 24 * 60],
  ['day', 36 * 60],
  ['hour', 90],
  ['minute', 0],
] as const;
const minutesOf = { year: 365 * 24 * 60, month: 30 * 24 * 60, day: 24 * 60, hour: 60, minute: 1 } as const;

/** Says how long ago an ISO 8601 moment was: `3 days ago`. A moment in the future counts as now. */
export function agoOf(at: string, now: Date, locale = wordLocale()): string {
  const minutes = Math.max(0, (now.getTime() - Date.parse(at)) / minuteMs);
  // Intl's "now" does not fit into sentences such as "read now".
  if (minutes < 1) return l10n.t('just now');
  const [unit] = units.find(([, from]) => minutes >= from) ?? (['minute'] as const);
  return new Intl.RelativeTimeFormat(locale).format(-Math.round(minutes / minutesOf[unit]), unit);
}

/** Says when something was last read. @param moment ISO 8601; `undefined`: never. */
export function readSince(moment: string | undefined, now: Date): string {
  return moment === undefined ? l10n.t('never read') : l10n.t('read {0}', agoOf(moment, now));
}

/** Returns a number of days in words: `12 days`. */
export function daysOf(days: number, locale = wordLocale()): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);
}

/** Says in how many days something is: `in 30 days`. */
export function inDays(days: number, locale = wordLocale()): string {
  return new Intl.RelativeTimeFormat(locale).format(days, 'day');
}
