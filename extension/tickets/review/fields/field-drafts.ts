import type { FieldEntries } from '#protocol/move-fields.ts';
import { readFieldEntries } from '../../../../webview/finding/protocol.ts';
import type { DraftMemory } from '../drafts.ts';

const memoryKey = 'reviewFieldDrafts';
const maxDrafts = 50;

/** The values of a move's fields that the user gave and that Jira has not taken. */
export interface KeptFields {
  of(name: string): FieldEntries | undefined;
  write(name: string, entries: FieldEntries): void;
  clear(name: string): void;
}

/**
 * The values of fields for decisions, by their name. They outlive a dismissed wizard and a reload. At most 50; the oldest are
 * dropped first. A review keeps its values in its own draft.
 */
export class FieldDrafts implements KeptFields {
  private readonly memory: DraftMemory;
  private readonly drafts: Map<string, FieldEntries>;

  constructor(memory: DraftMemory) {
    this.memory = memory;
    this.drafts = readDrafts(memory.get(memoryKey));
  }

  of(ticket: string): FieldEntries | undefined {
    return this.drafts.get(ticket);
  }

  write(ticket: string, entries: FieldEntries): void {
    this.drafts.delete(ticket);
    this.drafts.set(ticket, entries);
    for (const oldest of [...this.drafts.keys()].slice(0, -maxDrafts)) this.drafts.delete(oldest);
    this.save();
  }

  clear(ticket: string): void {
    if (this.drafts.delete(ticket)) this.save();
  }

  private save(): void {
    void this.memory.update(memoryKey, Object.fromEntries(this.drafts));
  }
}

function readDrafts(kept: unknown): Map<string, FieldEntries> {
  if (typeof kept !== 'object' || kept === null) return new Map();
  return new Map(
    Object.entries(kept)
      .slice(-maxDrafts)
      .map(([ticket, entries]) => [ticket, readFieldEntries(entries)]),
  );
}
