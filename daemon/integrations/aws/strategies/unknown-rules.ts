import { identifierOf } from '../../../domain/rules/deployed-name.ts';

/**
 * Gives out the names of rules whose identifier must be requested. Each name is given out once per sync run,
 * because accounts are read in parallel.
 */
export class UnknownRules {
  readonly #known: ReadonlyMap<string, unknown>;
  readonly #taken = new Set<string>();

  constructor(known: ReadonlyMap<string, unknown>) {
    this.#known = known;
  }

  /** Returns those of the names that are unknown and were not taken before. */
  take(names: Iterable<string>): string[] {
    const unknown = [...names].filter(
      (name) => !this.#known.has(name) && !this.#taken.has(name) && identifierOf(name) === undefined,
    );
    for (const name of unknown) this.#taken.add(name);
    return unknown;
  }
}
