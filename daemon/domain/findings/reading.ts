import type { Source } from '#protocol/findings.ts';
import type { AccountRegion } from '../accounts/account-region.ts';
import type { TeamAccount } from '../accounts/team.ts';
import type { Note } from '../problems/note.ts';
import type { ResourceDetail } from '../resources/resource-detail.ts';
import type { StackResource } from '../stacks/stack-resource.ts';
import type { StackState } from '../stacks/stack-state.ts';
import type { StackTemplate } from '../stacks/stack-template.ts';
import type { Observation } from './finding.ts';

/** The result of reading one account × region × source. Without members: everything was read. */
export interface Outcome {
  /** Why it was not read, or not completely. */
  readonly problem?: Note;
  /** A limit of the reading that is not a failure. If `skipped`, the reason. */
  readonly note?: Note;
  /**
   * Not read, although there is nothing to fix. `disabled`: the source is not in use there. `blocked`: AWS
   * does not allow reading there, for example in a region that the account has not enabled.
   */
  readonly skipped?: 'disabled' | 'blocked';
  /**
   * The problem to report if the source is blocked everywhere in the account. Present only if `skipped` is
   * `blocked`.
   */
  readonly problemIfBlockedEverywhere?: Note;
  /** Reading ended at a failed call. Further calls to the same service would fail there, too. */
  readonly isStopped?: true;
}

/**
 * One part of the data that is read from a team's AWS accounts, in the order of arrival. The store applies
 * each part in one transaction. `covered` ends one account × region × source. Findings that have not been
 * observed there by then are resolved. A failure in one never hides the others, because it is a `covered`
 * with a problem. If the regions themselves are unknown, its region is `global`.
 */
export type Reading =
  | { readonly kind: 'accounts'; readonly accounts: readonly TeamAccount[] }
  | { readonly kind: 'observed'; readonly observations: readonly Observation[] }
  | { readonly kind: 'rules'; readonly identifiers: ReadonlyMap<string, string | undefined> }
  | { readonly kind: 'resources'; readonly resources: readonly ResourceDetail[] }
  | StacksReading
  | { readonly kind: 'templates'; readonly templates: readonly StackTemplate[] }
  | CoveredReading
  | { readonly kind: 'note'; readonly note: Note };

/** Resources of stacks and, if the service reports it, when these stacks changed last. */
export interface StacksReading {
  readonly kind: 'stacks';
  readonly resources: readonly StackResource[];
  readonly states?: readonly StackState[];
}

/** Ends one account × region × source. */
export interface CoveredReading extends Outcome {
  readonly kind: 'covered';
  readonly account: string;
  readonly region: string;
  readonly source: Source | 'stacks';
}

/** Returns the reading that ends one account × region × source with this outcome. */
export function covered(
  { account, region }: AccountRegion,
  source: CoveredReading['source'],
  { problem, note, skipped, problemIfBlockedEverywhere, isStopped }: Outcome = {},
): CoveredReading {
  return {
    kind: 'covered',
    account,
    region,
    source,
    ...(problem && { problem }),
    ...(note && { note }),
    ...(skipped && { skipped }),
    ...(problemIfBlockedEverywhere && { problemIfBlockedEverywhere }),
    ...(isStopped && { isStopped }),
  };
}
