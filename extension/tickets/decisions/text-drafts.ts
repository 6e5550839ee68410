import type { DraftMemory } from '../review/drafts.ts';

const memoryKey = 'decisionDrafts';
const maxDrafts = 50;
const maxDraftUtf16Units = 10_000;

/**
 * Reasons of decisions that are being written, each under a name: they outlive a dismissed question, a closed page and a
 * reload. The oldest are dropped first.
 */
export class TextDrafts {
  private readonly memory: DraftMemory;
  private readonly drafts: Map<string, string>;

  constructor(memory: DraftMemory) {
    this.memory = memory;
    this.drafts = readDrafts(memory.get(memoryKey));
  }

  /** Returns the text; empty without one. */
  of(name: string): string {
    return this.drafts.get(name) ?? '';
  }

  /** Stores an edit. An empty text is forgotten. */
  write(name: string, text: string): void {
    if (text === this.of(name)) return;
    // Last in the order of the map: the oldest are dropped from its front.
    this.drafts.delete(name);
    if (text.trim() !== '') this.drafts.set(name, text.slice(0, maxDraftUtf16Units));
    for (const oldest of this.drafts.keys()) {
      if (this.drafts.size <= maxDrafts) break;
      this.drafts.delete(oldest);
    }
    void this.memory.update(memoryKey, Object.fromEntries(this.drafts));
  }
}

function readDrafts(kept: unknown): Map<string, string> {
  if (typeof kept !== 'object' || kept === null) return new Map();
  const texts = Object.entries(kept).filter(([, text]) => typeof text === 'string');
  return new Map(texts.slice(-maxDrafts).map(([name, text]) => [name, text.slice(0, maxDraftUtf16Units)]));
}
