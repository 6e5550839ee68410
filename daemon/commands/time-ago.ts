import type { Locale } from '../base/text.ts';

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** How long ago, in the largest unit that fills: `5 minutes ago`, `2 日前`. `at`: ISO 8601. */
export function ageOf(at: string, locale: Locale, now = Date.now()): string {
  const passed = now - Date.parse(at);
  const step = steps.find(({ ms }) => passed >= ms);
  if (!step) return locale === 'ja' ? '1 分以内' : 'less than a minute ago';
  return new Intl.RelativeTimeFormat(locale).format(-Math.floor(passed / step.ms), step.unit);
}
