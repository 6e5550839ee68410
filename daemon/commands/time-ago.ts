import type { Locale } from '../base/text.ts';

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/**
 * Returns how long ago something was, in the largest unit that fits: `5 minutes ago`, `2 日前`. Returns
 * `undefined` if it was less than a minute ago.
 * @param at ISO 8601.
 */
export function timeAgo(at: string, locale: Locale, now = Date.now()): string | undefined {
  const passedMs = now - Date.parse(at);
  const step = steps.find(({ ms }) => passedMs >= ms);
  return step && new Intl.RelativeTimeFormat(locale).format(-Math.floor(passedMs / step.ms), step.unit);
}
