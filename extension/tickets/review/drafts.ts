import type { Outcome } from '#protocol/pending-review.ts';
import { type Draft, maxDraftLength, nextEdit, readDraft } from '../../../webview/finding/protocol.ts';

/** What is needed of VS Code's memory of a workspace. */
export interface DraftMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const memoryKey = 'reviewDrafts';
const maxDrafts = 50;

/**
 * Reviews that are being written, by ticket: they outlive a closed page, a dismissed question and a reload. At most 50
 * of at most 10,000 UTF-16 units each; the oldest go first. What was sent stays as an empty draft for a while, so that
 * a page that was hidden meanwhile does not bring it back.
 */
export class ReviewDrafts {
  private readonly memory: DraftMemory;
  private readonly drafts: Map<string, Draft>;
  private readonly listeners = new Set<(ticket: string) => void>();

  constructor(memory: DraftMemory) {
    this.memory = memory;
    this.drafts = readDrafts(memory.get(memoryKey));
  }

  /** The newest draft; with an empty reason if it was sent or discarded. */
  of(ticket: string): Draft | undefined {
    return this.drafts.get(ticket);
  }

  /** What is left to send; nothing if that is empty. */
  unsent(ticket: string): Draft | undefined {
    const draft = this.of(ticket);
    return draft && draft.reason.trim() !== '' ? draft : undefined;
  }

  /** An edit made here. */
  write(ticket: string, outcome: Outcome, reason: string): void {
    this.take(ticket, { outcome, reason, at: nextEdit(this.of(ticket)?.at) });
  }

  /** An edit made elsewhere; an older one than what is known changes nothing. */
  take(ticket: string, draft: Draft): void {
    if (draft.at <= (this.of(ticket)?.at ?? 0)) return;
    // Last in the order of the map: the oldest are dropped from its front.
    this.drafts.delete(ticket);
    this.drafts.set(ticket, { ...draft, reason: draft.reason.slice(0, maxDraftLength) });
    this.dropOldest();
    void this.memory.update(memoryKey, Object.fromEntries(this.drafts));
    for (const listener of this.listeners) listener(ticket);
  }

  /** The review was sent, or the user wants none. */
  clear(ticket: string): void {
    this.write(ticket, this.of(ticket)?.outcome ?? 'fixed', '');
  }

  /** Calls back after each change. Returns how to stop. */
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
