import type { StackTemplate } from '../../../domain/stacks/stack-template.ts';

/** Results of earlier sync runs, and the signal that ends this one. */
export interface ReadScope {
  readonly signal: AbortSignal;
  /** Identifiers of managed rules by deployed name. `undefined`: AWS was asked and did not know the name. */
  readonly knownRules: ReadonlyMap<string, string | undefined>;
  /** Templates that were read before, by stack. */
  readonly knownTemplates: ReadonlyMap<string, StackTemplate>;
}
