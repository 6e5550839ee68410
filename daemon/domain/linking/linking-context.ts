import type { Deployment } from '../deployments/deployment.ts';
import type { DeclaredAnywhere } from './index/match-anywhere.ts';
import type { TemplateIndex } from './index/template-index.ts';
import type { NamesAlike } from './likeness/name-likeness.ts';
import type { Agreements } from './stacks/agreement.ts';
import type { Stack } from './stacks/membership.ts';
import type { Origin } from './stacks/template-match.ts';

/** What all of a team's findings are linked with. Each of its answers is computed once. */
export interface LinkingContext {
  readonly index: TemplateIndex;
  /** The templates that the workspace says a stack is made of. */
  readonly originsOf: (stack: Stack) => readonly Origin[];
  /** All that the workspace says about a stack. */
  readonly statementsOf: (stack: Stack) => readonly Deployment[];
  /** Stack id → hash of the template it was deployed from. */
  readonly templateHashes: ReadonlyMap<string, string>;
  readonly declaredAnywhere: DeclaredAnywhere;
  readonly agreements: Agreements;
  readonly namesAlike: NamesAlike;
}
