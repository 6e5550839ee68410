import type { StackTemplate } from '../../../domain/stacks/stack-template.ts';

/** Results of earlier sync runs, and the signal that ends this one. */
export interface ReadScope {
  readonly signal: AbortSignal;
  /** Identifiers of managed rules by the name as deployed. `undefined`: AWS was asked and did not know it. */
  readonly knownRules: ReadonlyMap<string, string | undefined>;
  /** Templates that were read before, by stack. */
  readonly knownTemplates: ReadonlyMap<string, StackTemplate>;
}
