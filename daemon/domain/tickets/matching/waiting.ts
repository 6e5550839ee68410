/** Differences that are applied one by one, in the order of a list. */
export interface Waiting<Item> {
  /** Replaces everything that waits. */
  set(items: readonly Item[]): void;
  isEmpty(): boolean;
  /** Returns the next one, which then no longer waits. */
  next(): Item | undefined;
}

export function createWaiting<Item>(): Waiting<Item> {
  let [items, at]: [readonly Item[], number] = [[], 0];
  return {
    set(next) {
      [items, at] = [next, 0];
    },
    isEmpty: () => at >= items.length,
    next() {
      const item = items[at++];
      if (at >= items.length) [items, at] = [[], 0];
      return item;
    },
  };
}
