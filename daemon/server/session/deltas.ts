/** What differs from what a client was told: whole items that are new or changed, keys of those that are gone. */
export interface Delta<Item> {
  readonly changed: Item[];
  readonly removed: string[];
}

/** Remembers what a client was told. Items that are the same objects as before are not compared. */
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
    /** By key, what the client was told. */
    told: (): ReadonlyMap<string, Item> => told,
    /** What differs from what the client was told, which from now on is this; nothing if nothing does. */
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
