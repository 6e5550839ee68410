import type { Source } from '#protocol/findings.ts';
import type { AccountRegion } from '../accounts/account-region.ts';
import type { TeamAccount } from '../accounts/team.ts';
import type { Note } from '../problems/note.ts';
import type { ResourceDetail } from '../resources/resource-detail.ts';
import type { StackResource } from '../stacks/stack-resource.ts';
import type { StackState } from '../stacks/stack-state.ts';
import type { StackTemplate } from '../stacks/stack-template.ts';
import type { Observation } from './finding.ts';

/** How reading one account × region × source ended. Without members: all of it was read. */
export interface Outcome {
  /** Why it was not read, or not all of it. */
  readonly problem?: Note;
  /** A limit of the reading that is not a failure; if `skipped`, the reason. */
  readonly note?: Note;
  /**
   * Nothing was read, and there is nothing to fix. `disabled`: the source is not in use there. `blocked`: AWS allows
   * no reading there, as in a region that the account has not enabled.
   */
  readonly skipped?: 'disabled' | 'blocked';
  /** The problem to report if the source is blocked everywhere in the account. Only if `skipped` is `blocked`. */
  readonly problemIfBlockedEverywhere?: Note;
  /** Reading ended at a failed call: further calls to the same service would fail there, too. */
  readonly isStopped?: true;
}

/**
 * One piece of what is read of a team's AWS, in the order in which it arrives. The store applies each in one transaction.
 * `covered` ends one account × region × source: a finding that was not observed there by then is resolved. A failure in
 * one never hides the others: it is a `covered` with a problem. If the regions themselves are unknown, its region is
 * `global`.
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

/** Resources of stacks and, as far as the service says, when these stacks changed last. */
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

/** Each account × region is read from these. */
export const readSources = [
  'config',
  'guardduty',
  'stacks',
] as const satisfies readonly CoveredReading['source'][];

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
