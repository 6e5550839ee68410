/** The differences to the items that a client received: whole items that are new or changed, keys of those that are gone. */
export interface Delta<Item> {
  readonly changed: Item[];
  readonly removed: string[];
}

/** Remembers the items that a client received. Items that are the same objects as before are not compared. */
export function createDeltas<Item extends { readonly key: string }>() {
  let list: readonly Item[] = [];
  let told = new Map<string, Item>();
  const remember = (items: readonly Item[]) => {
    list = items;
    told = new Map(items.map((item) => [item.key, item]));
  };
  return {
    /** The client was given all of these. */
    given: remember,
    /** The items that the client received, by key. */
    told: (): ReadonlyMap<string, Item> => told,
    /** Returns the differences to the items that the client received, and remembers these; `undefined` if there are none. */
    next(items: readonly Item[]): Delta<Item> | undefined {
      if (items === list) return undefined;
      const keys = new Set(items.map(({ key }) => key));
      const changed = items.filter((item) => !isSame(told.get(item.key), item));
      const removed = [...told.keys()].filter((key) => !keys.has(key));
      remember(items);
      return changed.length + removed.length > 0 ? { changed, removed } : undefined;
    },
  };
}

function isSame(one: object | undefined, other: object): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
