import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LinkFacts } from '../links.ts';
import type { Order } from '../messages.ts';

/**
 * Number of findings, or resources of stacks, that are copied to the worker in one turn of the event loop.
 * That takes a few milliseconds.
 */
const maxItems = 2_000;

/**
 * Sends facts piece by piece, because copying those of a large team at once would block every window. Orders
 * that need the facts are sent after the last piece.
 */
export class FactsSender {
  private readonly send: (order: Order) => void;
  private sentVersion: number | undefined;
  /** Identifies one transfer, because the same facts may be sent again to another worker. */
  private sending: symbol | undefined;
  private waiting = new Map<number, Order>();

  constructor(send: (order: Order) => void) {
    this.send = send;
  }

  /** Requests a view's links by these facts, or by newer facts that are being sent. */
  link(view: number, facts: LinkFacts): void {
    const order: Order = { kind: 'link', view };
    if (this.sentVersion === facts.version && !this.sending) {
      this.send(order);
      return;
    }
    this.waiting.set(view, order);
    if (!this.sending) void this.sendAll(facts);
  }

  /** Requests a view's links by the facts that the worker has. Returns `false` if it has none. */
  linkAgain(view: number): boolean {
    const order: Order = { kind: 'link', view };
    if (this.sending) this.waiting.set(view, order);
    else if (this.sentVersion !== undefined) this.send(order);
    return this.sending !== undefined || this.sentVersion !== undefined;
  }

  /** Called when another worker was started, which has no facts. */
  forget(): void {
    this.sentVersion = undefined;
    this.sending = undefined;
    this.waiting.clear();
  }

  private async sendAll(facts: LinkFacts): Promise<void> {
    const transfer = Symbol();
    this.sending = transfer;
    const { findings, stacks, version, templateHashes, choices } = facts;
    this.send({ kind: 'facts', version, templateHashes, choices });
    for (const [name, items] of [
      ['findings', findings],
      ['stacks', stacks],
    ] as const) {
      for (let start = 0; start < items.length; start += maxItems) {
        await nextTurn();
        if (this.sending !== transfer) return;
        this.send({ kind: 'moreFacts', [name]: items.slice(start, start + maxItems) });
      }
    }
    this.sentVersion = version;
    this.sending = undefined;
    for (const order of this.waiting.values()) this.send(order);
    this.waiting.clear();
  }
}
