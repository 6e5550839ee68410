import type { DraftMemory } from './drafts.ts';

const maxKeptNames = 30;

/**
 * Teams that reviews of this machine named, the latest first. Guardrail reads only its own team from AWS. VS Code shares its memory
 * among the user's own machine and all remote ones, whose organizations may differ.
 */
export class KnownTeams {
  private readonly memory: DraftMemory;
  private readonly memoryKey: string;
  private names: readonly string[];

  /** @param machine Differs for each machine. */
  constructor(memory: DraftMemory, machine: string) {
    this.memory = memory;
    this.memoryKey = `knownTeams:${machine}`;
    const kept = memory.get(this.memoryKey);
    const names = Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
    this.names = names.slice(0, maxKeptNames);
  }

  get all(): readonly string[] {
    return this.names;
  }

  remember(name: string): void {
    this.names = [name, ...this.names.filter((known) => known !== name)].slice(0, maxKeptNames);
    void this.memory.update(this.memoryKey, this.names);
  }
}
