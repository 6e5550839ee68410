import type { FieldEntries, FieldEntry } from '#protocol/move-fields.ts';
import type { DraftMemory } from '../drafts.ts';

const memoryKey = 'reviewFieldDrafts';
const maxDrafts = 50;
const maxFields = 50;
/** UTF-16 units of one value; longer ones are not kept. */
const maxValueUtf16Units = 40_000;

/**
 * The values of a move's fields that the user gave and that Jira has not taken, by ticket. They outlive a dismissed wizard
 * and a reload. At most 50 tickets; the oldest are dropped first.
 */
export class FieldDrafts {
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
      .map(([ticket, entries]) => [ticket, readEntries(entries)]),
  );
}

function readEntries(kept: unknown): FieldEntries {
  if (typeof kept !== 'object' || kept === null) return {};
  const read = Object.entries(kept)
    .slice(0, maxFields)
    .flatMap(([field, entry]) => {
      const sound = readEntry(entry);
      return sound ? [[field, sound] as const] : [];
    });
  return Object.fromEntries(read);
}

function readEntry(kept: unknown): FieldEntry | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { value, shown } = kept as Record<string, unknown>;
  const isSound = (text: unknown): text is string =>
    typeof text === 'string' && text.length <= maxValueUtf16Units;
  if (!isSound(value) && !(Array.isArray(value) && value.every(isSound))) return undefined;
  return { value, ...(isSound(shown) && { shown }) };
}
