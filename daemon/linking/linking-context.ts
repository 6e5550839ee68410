import type { Deployment } from '../templates/deployment.ts';
import type { Agreements } from './agreement.ts';
import type { DeclaredAnywhere } from './declared-anywhere.ts';
import type { Origin } from './origin.ts';
import type { NamesAlike } from './stack-names.ts';
import type { Stack } from './stacks.ts';
import type { TemplateIndex } from './template-index.ts';

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
