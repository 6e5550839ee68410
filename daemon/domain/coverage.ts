import type { Source } from '#protocol/findings.ts';
import type { AccountRegion } from './accounts/account-region.ts';
import type { StoredNote } from './problems/note.ts';

/** How the last attempt to read one part of AWS or Jira ended. */
export type Coverage = AwsCoverage | JiraCoverage;

/** One source in one account and region. */
export interface AwsCoverage extends AccountRegion, CoverageState {
  readonly of: 'aws';
  readonly source: Source | 'stacks';
  /**
   * Not read in the last attempt, although there is nothing to fix: the region is disabled, or a policy
   * denies it.
   */
  readonly skipped?: true;
}

/** The tickets of one scope: a Jira site and project. */
export interface JiraCoverage extends CoverageState {
  readonly of: 'jira';
  readonly scope: string;
}

interface CoverageState {
  /** When it was last read completely, in ISO 8601. Absent: never. */
  readonly readAt?: string;
  /** Why the last attempt failed. */
  readonly problem?: StoredNote;
  /** A limit of the last attempt that is not a failure. If the attempt was skipped, the reason. */
  readonly note?: StoredNote;
}
