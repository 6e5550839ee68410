import type { CoverageEntry } from '#protocol/status.ts';
import type { Locale } from '../../base/text.ts';
import { regionPattern } from '../../domain/accounts/partition.ts';

type Place = Pick<CoverageEntry, 'account' | 'region' | 'source'>;

/** One reason with all that it covers. */
export interface Cause {
  /** As the first of its places says it. */
  readonly text: string;
  readonly places: readonly Place[];
}

/**
 * Places by their reason, the reason of the most places first. Reasons that differ only in numbers, ids and regions are
 * one: a person fixes them with one act.
 */
export function causesOf<Entry extends Place>(
  entries: readonly Entry[],
  textOf: (entry: Entry) => string | undefined,
): Cause[] {
  const causes = new Map<string, { text: string; places: Place[] }>();
  for (const entry of entries) {
    const text = textOf(entry);
    if (text === undefined) continue;
    const key = alike(text);
    const cause = causes.get(key) ?? { text, places: [] };
    causes.set(key, cause);
    cause.places.push(entry);
  }
  return [...causes.values()].sort((a, b) => b.places.length - a.places.length);
}

function alike(text: string): string {
  return text
    .split(/([\s,;:()"]+)/)
    .map((word) => (regionPattern.test(word) ? '#' : word.replace(/[0-9a-f]{8,}|\d+/g, '#')))
    .join('');
}

const mostNamed = 3;

/** `config, guardduty of 6 accounts in 2 regions (111122223333 eu-west-1, …)` */
export function coverageWords(places: readonly Place[], locale: Locale): string {
  const accounts = new Set(places.map(({ account }) => account));
  const regions = new Set(places.map(({ region }) => region).filter((region) => region !== ''));
  const sources = [...new Set(places.map(({ source }) => source))].sort().join(', ');
  const named = [...new Set(places.map(({ account, region }) => `${account} ${region}`.trim()))];
  const some = named.slice(0, mostNamed).join(', ') + (named.length > mostNamed ? ', …' : '');
  if (named.length === 1) return locale === 'ja' ? `${some} の ${sources}` : `${sources} of ${some}`;
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return {
    en: `${sources} of ${count(accounts.size, 'account')} in ${count(regions.size, 'region')} (${some})`,
    ja: `アカウント ${accounts.size} 件×リージョン ${regions.size} 件の ${sources}（${some}）`,
  }[locale];
}

/** A line for each cause: what it covers, then the reason. */
export function causeLines(causes: readonly Cause[], locale: Locale): string[] {
  return causes.map(({ text, places }) => `${coverageWords(places, locale)}: ${text}`);
}
