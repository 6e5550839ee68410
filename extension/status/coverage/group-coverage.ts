import type { CoverageEntry } from '#protocol/status.ts';

/** One reason with every account, region and source that it concerns: one action fixes them all. */
export interface CoverageCause {
  /** The code of the problem; its sentence, if the daemon sent no code. */
  readonly code: string;
  readonly places: readonly CoverageEntry[];
}

/** Groups what could not be read by cause, the cause of the most places first. */
export function causesOf(failed: readonly CoverageEntry[]): CoverageCause[] {
  const byCode = Map.groupBy(failed, ({ code, problem = '' }) => code ?? problem);
  return [...byCode]
    .map(([code, places]) => ({ code, places }))
    .sort((a, b) => b.places.length - a.places.length);
}

/** An account and region of a cause. */
export interface CoveragePlace {
  /** The first of its sources that could not be read. */
  readonly entry: CoverageEntry;
  readonly sources: readonly CoverageEntry['source'][];
}

/** Returns the accounts × regions that a cause concerns, each once with its sources. */
export function placesOf({ places }: CoverageCause): CoveragePlace[] {
  const byPlace = Map.groupBy(places, ({ account, region }) => `${account} ${region}`);
  return [...byPlace.values()].flatMap((entries) => {
    const [entry] = entries;
    return entry ? [{ entry, sources: entries.map(({ source }) => source) }] : [];
  });
}
