/**
 * Returns the first items in order, without sorting all of them: a list may have 100,000, of which 200 are shown.
 * @param maxItems At most this many are returned.
 * @param compare As for `sort`.
 */
export function firstOf<Item>(
  items: readonly Item[],
  maxItems: number,
  compare: (a: Item, b: Item) => number,
): Item[] {
  if (maxItems <= 0) return [];
  if (items.length <= maxItems * 2) return items.toSorted(compare).slice(0, maxItems);
  let best: Item[] = [];
  let last: Item | undefined;
  for (const item of items) {
    if (last !== undefined && compare(item, last) > 0) continue;
    best.push(item);
    if (best.length < maxItems * 2) continue;
    best = best.sort(compare).slice(0, maxItems);
    last = best.at(-1);
  }
  return best.sort(compare).slice(0, maxItems);
}
