import type { DraftMemory } from './drafts.ts';

const memoryKey = 'knownTeams';
const maxKeptNames = 30;

/** Teams that reviews of this machine named, the latest first. Guardrail reads only its own team from AWS. */
export class KnownTeams {
  private readonly memory: DraftMemory;
  private names: readonly string[];

  constructor(memory: DraftMemory) {
    this.memory = memory;
    const kept = memory.get(memoryKey);
    const names = Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
    this.names = names.slice(0, maxKeptNames);
  }

  get all(): readonly string[] {
    return this.names;
  }

  remember(name: string): void {
    this.names = [name, ...this.names.filter((known) => known !== name)].slice(0, maxKeptNames);
    void this.memory.update(memoryKey, this.names);
  }
}
