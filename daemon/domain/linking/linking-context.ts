import type { Deployment } from '../deployments/deployment.ts';
import type { Finding } from '../findings/finding.ts';
import type { MatchInWorkspace } from './index/match-in-workspace.ts';
import type { TemplateIndex } from './index/template-index.ts';
import type { NamesAlike } from './likeness/name-likeness.ts';
import type { Agreements } from './stacks/agreement.ts';
import type { Stack } from './stacks/membership.ts';
import type { TemplateMatch } from './stacks/template-match.ts';

/** Returns how many candidates a finding's link has at most: those that are shown, and one for each that the user rejected. */
export type CandidateLimit = (finding: Finding) => number;

/** The inputs for linking all findings of a team. Each function computes a result once; what depends on templates is noted in `index.reads`. */
export interface LinkingContext {
  readonly index: TemplateIndex;
  /** The templates that are the stack's by what the workspace and the deployed text say. */
  readonly templatesOf: (stack: Stack) => readonly TemplateMatch[];
  /** The hints of the workspace about a stack. */
  readonly hintsFor: (stack: Stack) => readonly Deployment[];
  /** Stack id → hash of the template that CloudFormation deployed. */
  readonly templateHashes: ReadonlyMap<string, string>;
  readonly matchInWorkspace: MatchInWorkspace;
  readonly agreements: Agreements;
  readonly namesAlike: NamesAlike;
  readonly candidateLimit: CandidateLimit;
}
