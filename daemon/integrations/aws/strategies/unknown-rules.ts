import { identifierOf } from '../../../domain/rules/deployed-name.ts';

/** Hands out the names of rules whose identifier must be asked for, each once in a sync run: accounts are read side by side. */
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
