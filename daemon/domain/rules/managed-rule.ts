import type { Severity } from '#protocol/findings.ts';
import type { Text } from '../../base/text.ts';
import type { Cause } from './cause.ts';

/** One managed rule of AWS Config. */
export interface ManagedRule {
  /** As AWS names it: `S3_BUCKET_LOGGING_ENABLED`. */
  readonly identifier: string;
  /** Config types of the resources that it evaluates; the account's own type for account-wide settings. */
  readonly types: readonly string[];
  readonly severity: Severity;
  /** The defect, in a sentence without a full stop. */
  readonly title: Text;
  /** The defect in a few words that differ from each other early, for rows that name the resource first. */
  readonly short: Text;
  /** The fix, in one sentence. */
  readonly remedy: Text;
  /** Names that AWS's console proposes, if they are not the identifier in kebab case. */
  readonly names?: readonly string[];
  /** Evaluated in each region separately although it is about the account. */
  readonly perRegion?: boolean;
  /** The cause in a template. Absent: not known. */
  readonly cause?: Cause;
}
