/**
 * Runs `work` for each item, at most `limit` at once. Resolves to the results in the order of the items. The result of `work`
 * says what failed: it rejects only if everything is cancelled, because the work for the other items goes on.
 */
export async function atMost<Item, Result>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
