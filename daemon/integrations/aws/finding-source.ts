import type { AccountRegion } from '../../domain/accounts/account-region.ts';
import type { CoveredReading, Reading } from '../../domain/findings/reading.ts';

/**
 * One service of AWS that reports findings (`config`, `guardduty`), as one identity reads it in some accounts and regions.
 * `test/support/finding-source-contract.ts` holds what every source promises.
 */
export interface FindingSource {
  readonly source: CoveredReading['source'];
  /** Each account × region that is read, once. */
  readonly targets: readonly AccountRegion[];
  /**
   * Yields what is observed, page by page, and ends each target with exactly one `covered`. A failed call is the problem
   * of the targets that it concerns: the others are read all the same. Returns nothing and changes nothing it was given.
   * @throws Problem if the identity may not use the service at all, so that no target can be read; `AbortError` if the
   * signal is aborted, and then it ends no target.
   */
  read(signal: AbortSignal): AsyncGenerator<FindingReading>;
}

/** Observations, notes about how they were read, and the end of each target. */
export type FindingReading = Extract<Reading, { kind: 'observed' | 'covered' | 'note' }>;
