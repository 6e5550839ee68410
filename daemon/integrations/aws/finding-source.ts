import type { AccountRegion } from '../../domain/accounts/account-region.ts';
import type { CoveredReading, Reading } from '../../domain/findings/reading.ts';

/**
 * One AWS service that reports findings (`config`, `guardduty`), as one identity reads it in some accounts
 * and regions. `test/support/finding-source-contract.ts` checks what every source promises.
 */
export interface FindingSource {
  readonly source: CoveredReading['source'];
  /** Each account × region that is read, once. */
  readonly targets: readonly AccountRegion[];
  /**
   * Yields observations page by page, and ends each target with exactly one `covered`. A failed call is the
   * problem of the targets that it concerns; the other targets are still read. Returns nothing and does not
   * change its inputs.
   * @throws Problem if the identity may not use the service at all, so that no target can be read;
   * `AbortError` if the signal is aborted. After an abort it ends no target.
   */
  read(signal: AbortSignal): AsyncGenerator<FindingReading>;
}

/** Observations, notes about how they were read, and the end of each target. */
export type FindingReading = Extract<Reading, { kind: 'observed' | 'covered' | 'note' }>;
