import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LinkFacts } from '../links.ts';
import type { Order } from '../messages.ts';

/** Findings, or resources of stacks, copied to the worker in one turn of the event loop: some milliseconds. */
const mostAtOnce = 2_000;

/**
 * Sends facts piece by piece: copying a large team's at once would hold up every window. Orders that need it are
 * sent behind its last piece.
 */
export class FactsSender {
  private readonly send: (order: Order) => void;
  private told: number | undefined;
  /** Names one telling: the same facts may be told anew, to another worker. */
  private sending: symbol | undefined;
  private behind = new Map<number, Order>();

  constructor(send: (order: Order) => void) {
    this.send = send;
  }

  /** Asks for a view's links by this facts, or by a newer one that is on its way. */
  link(view: number, facts: LinkFacts): void {
    const order: Order = { kind: 'link', view };
    if (this.told === facts.version && !this.sending) {
      this.send(order);
      return;
    }
    this.behind.set(view, order);
    if (!this.sending) void this.tell(facts);
  }

  /** Another worker, which was told nothing. */
  forget(): void {
    this.told = undefined;
    this.sending = undefined;
    this.behind.clear();
  }

  private async tell(facts: LinkFacts): Promise<void> {
    const telling = Symbol();
    this.sending = telling;
    const { findings, stacks, version, templateHashes, choices } = facts;
    this.send({ kind: 'facts', version, templateHashes, choices });
    for (const [name, items] of [
      ['findings', findings],
      ['stacks', stacks],
    ] as const) {
      for (let start = 0; start < items.length; start += mostAtOnce) {
        await nextTurn();
        if (this.sending !== telling) return;
        this.send({ kind: 'moreFacts', [name]: items.slice(start, start + mostAtOnce) });
      }
    }
    this.told = version;
    this.sending = undefined;
    for (const order of this.behind.values()) this.send(order);
    this.behind.clear();
  }
}
