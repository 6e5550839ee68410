import type { FieldEntries } from '#protocol/move-fields.ts';
import {
  type Draft,
  emptyTerms,
  maxDraftUtf16Units,
  nextEdit,
  type ReviewTerms,
  readDraft,
} from '../../../webview/finding/protocol.ts';

/** The part of VS Code's memory of a workspace that drafts need. */
export interface DraftMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const memoryKey = 'reviewDrafts';
const maxDrafts = 50;

/**
 * Reviews that are being written, by ticket: they outlive a closed page, a dismissed question and a reload. There are at
 * most 50 of at most 10,000 UTF-16 units each; the oldest are dropped first. A review that was sent stays as an empty
 * draft for a while, so that a page that was hidden at that time does not bring the text back.
 */
export class ReviewDrafts {
  private readonly memory: DraftMemory;
  private readonly drafts: Map<string, Draft>;
  private readonly listeners = new Set<(ticket: string) => void>();

  constructor(memory: DraftMemory) {
    this.memory = memory;
    this.drafts = readDrafts(memory.get(memoryKey));
  }

  /** Returns the newest draft; its reason is empty if it was sent or discarded. */
  of(ticket: string): Draft | undefined {
    return this.drafts.get(ticket);
  }

  /** Returns a draft that can still be sent; `undefined` without a draft or if it is empty. */
  unsent(ticket: string): Draft | undefined {
    const draft = this.of(ticket);
    return draft && draft.reason.trim() !== '' ? draft : undefined;
  }

  /** Stores an edit that was made in the extension. Answers to what Jira asks for stay. */
  write(ticket: string, terms: ReviewTerms, reason: string): void {
    const { transition, step, fields, at } = this.of(ticket) ?? {};
    this.take(ticket, {
      ...{ ...terms, reason, at: nextEdit(at) },
      ...(transition !== undefined && { transition }),
      ...(step !== undefined && { step }),
      ...(fields && { fields }),
    });
  }

  /** Stores the values of the move's fields. */
  writeFields(ticket: string, fields: FieldEntries): void {
    const draft = this.of(ticket) ?? { ...emptyTerms, reason: '' };
    this.take(ticket, { ...draft, fields, at: nextEdit(this.of(ticket)?.at) });
  }

  /** Stores an edit of a page, unless it is older than the known draft. */
  take(ticket: string, draft: Draft): void {
    if (draft.at <= (this.of(ticket)?.at ?? 0)) return;
    // Last in the order of the map: the oldest are dropped from its front.
    this.drafts.delete(ticket);
    this.drafts.set(ticket, { ...draft, reason: draft.reason.slice(0, maxDraftUtf16Units) });
    this.dropOldest();
    void this.memory.update(memoryKey, Object.fromEntries(this.drafts));
    for (const listener of this.listeners) listener(ticket);
  }

  /** Empties the draft of a review that was sent or discarded. */
  clear(ticket: string): void {
    this.take(ticket, { ...emptyTerms, reason: '', at: nextEdit(this.of(ticket)?.at) });
  }

  /** Calls back after each change, until the result is disposed of. */
  onChanged(listener: (ticket: string) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private dropOldest(): void {
    while (this.drafts.size > maxDrafts) {
      const keys = [...this.drafts.keys()];
      const dropped = keys.find((ticket) => this.unsent(ticket) === undefined) ?? keys[0];
      if (dropped === undefined) return;
      this.drafts.delete(dropped);
    }
  }
}

function readDrafts(kept: unknown): Map<string, Draft> {
  if (typeof kept !== 'object' || kept === null) return new Map();
  const read = Object.entries(kept).flatMap(([ticket, value]) => {
    const draft = readDraft(value);
    return draft ? [[ticket, draft] as const] : [];
  });
  return new Map(read.sort(([, a], [, b]) => a.at - b.at).slice(-maxDrafts));
}
