import type { CoverageEntry } from '#protocol/status.ts';
import type { Locale } from '../../base/text.ts';
import { regionPattern } from '../../domain/accounts/partition.ts';
import { textsOf } from '../texts/say.ts';

type Place = Pick<CoverageEntry, 'account' | 'region' | 'source'>;

/** One reason with all that it covers. */
export interface Cause {
  /** The reason of the first of its places. */
  readonly text: string;
  readonly places: readonly Place[];
}

/**
 * Groups places by their reason, the reason of the most places first. Reasons that differ only in numbers, ids and
 * regions count as one, because the user fixes them with one action.
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

const maxNamedPlaces = 3;

/** Returns the accounts, regions and sources of some places in one phrase. */
export function coverageWords(places: readonly Place[], locale: Locale): string {
  const named = [...new Set(places.map(({ account, region }) => `${account} ${region}`.trim()))];
  return textsOf(locale).coverage({
    sources: [...new Set(places.map(({ source }) => source))].sort().join(', '),
    accounts: new Set(places.map(({ account }) => account)).size,
    regions: new Set(places.map(({ region }) => region).filter((region) => region !== '')).size,
    named: named.slice(0, maxNamedPlaces).join(', ') + (named.length > maxNamedPlaces ? ', …' : ''),
    isOne: named.length === 1,
  });
}

/** Returns a line for each cause: the places that it covers, then the reason. */
export function causeLines(causes: readonly Cause[], locale: Locale): string[] {
  return causes.map(({ text, places }) => `${coverageWords(places, locale)}: ${text}`);
}
