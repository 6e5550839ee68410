import type { CoveredReading, Reading } from '../../../domain/findings/reading.ts';

/**
 * Passes readings on, but holds those of blocked account × regions until the end. If a source could not be
 * read in any region of an account, nothing is known about the account from it, and that is a problem.
 */
export async function* settleBlocked(readings: AsyncIterable<Reading>): AsyncGenerator<Reading> {
  const held: CoveredReading[] = [];
  const readable = new Set<string>();
  const keyOf = ({ account, source }: CoveredReading) => `${account} ${source}`;
  for await (const reading of readings) {
    if (reading.kind === 'covered' && reading.skipped === 'blocked') {
      held.push(reading);
      continue;
    }
    if (reading.kind === 'covered' && !reading.problem) readable.add(keyOf(reading));
    yield reading;
  }
  for (const reading of held) {
    const { kind, account, region, source, problemIfBlockedEverywhere: problem } = reading;
    const isMeantToBe = readable.has(keyOf(reading)) || !problem;
    yield isMeantToBe ? reading : { kind, account, region, source, problem };
  }
}
