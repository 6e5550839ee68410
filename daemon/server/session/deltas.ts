/** The differences to the items that a client received: new and changed items as a whole, removed ones by key. */
export interface Delta<Item> {
  readonly changed: Item[];
  readonly removed: string[];
}

/** Remembers the items that a client received. Items that are the same objects as before are not compared. */
export function createDeltas<Item extends { readonly key: string }>() {
  let list: readonly Item[] = [];
  let received = new Map<string, Item>();
  const remember = (items: readonly Item[]) => {
    list = items;
    received = new Map(items.map((item) => [item.key, item]));
  };
  return {
    /** Records that the client received all of these. */
    given: remember,
    /** Returns the items that the client received, by key. */
    received: (): ReadonlyMap<string, Item> => received,
    /** Returns the differences to what the client received, and records these items; `undefined` without a difference. */
    next(items: readonly Item[]): Delta<Item> | undefined {
      if (items === list) return undefined;
      const keys = new Set(items.map(({ key }) => key));
      const changed = items.filter((item) => !isSame(received.get(item.key), item));
      const removed = [...received.keys()].filter((key) => !keys.has(key));
      remember(items);
      return changed.length + removed.length > 0 ? { changed, removed } : undefined;
    },
  };
}

function isSame(one: object | undefined, other: object): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
