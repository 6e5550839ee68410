import { EventEmitter } from 'vscode';
import type { Disposable } from '../tools/disposables.ts';

/** If the editor has not asked for the first rows after this time, it is asked again to draw them. */
const maxPendingMs = 5_000;

/**
 * Makes the editor draw a tree again, or a part of it. While it draws, a button of a row runs its command without the row, and
 * the row under the pointer loses its tooltip (https://github.com/microsoft/vscode/issues/144250): nothing is drawn twice.
 */
export class TreeChanges<Node extends object> implements Disposable {
  private readonly emitter = new EventEmitter<Node[] | undefined>();
  private readonly now: () => number;
  /** When the editor was asked to draw everything; `undefined` once it has asked for the first rows. Epoch milliseconds. */
  private askedAt: number | undefined;
  /** How many times the editor waits for the first rows. */
  private waiting = 0;
  readonly event = this.emitter.event;

  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  /** Draws everything, unless the editor is about to. */
  all(): void {
    if (this.isAboutToDraw) return;
    this.askedAt = this.now();
    this.emitter.fire(undefined);
  }

  /** Draws these nodes and what is below them, unless the editor is about to draw everything. */
  some(nodes: readonly Node[]): void {
    if (nodes.length > 0 && !this.isAboutToDraw) this.emitter.fire([...nodes]);
  }

  /** Resolves to the first rows, for the editor, as they are when `ready` has resolved. */
  async firstRows(ready: Promise<void>, rows: () => Node[]): Promise<Node[]> {
    this.waiting++;
    await ready;
    this.waiting--;
    this.askedAt = undefined;
    return rows();
  }

  dispose(): void {
    this.emitter.dispose();
  }

  private get isAboutToDraw(): boolean {
    if (this.waiting > 0) return true;
    return this.askedAt !== undefined && this.now() - this.askedAt < maxPendingMs;
  }
}
