import type { Source } from '#protocol/findings.ts';
import type { TeamAccount } from '../accounts/team.ts';
import type { Note } from '../problems/note.ts';
import type { ResourceDetail } from '../resources/resource-detail.ts';
import type { StackResource } from '../stacks/stack-resource.ts';
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
  | { readonly kind: 'stacks'; readonly resources: readonly StackResource[] }
  | { readonly kind: 'templates'; readonly templates: readonly StackTemplate[] }
  | CoveredReading
  | { readonly kind: 'note'; readonly note: Note };

/** Ends one account × region × source. */
export interface CoveredReading extends Outcome {
  readonly kind: 'covered';
  readonly account: string;
  readonly region: string;
  readonly source: Source | 'stacks';
}
