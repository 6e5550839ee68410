/**
 * Remembers what a client was told and answers what differs from it: whole items that are new or changed,
 * keys of those that are gone, or nothing.
 */
export function createDeltas<Item extends { readonly key: string }>() {
  let told = new Map<string, string>();
  return (items: readonly Item[]): { changed: Item[]; removed: string[] } | undefined => {
    const next = new Map(items.map((item) => [item.key, JSON.stringify(item)]));
    const changed = items.filter(({ key }) => told.get(key) !== next.get(key));
    const removed = [...told.keys()].filter((key) => !next.has(key));
    told = next;
    return changed.length + removed.length > 0 ? { changed, removed } : undefined;
  };
}
