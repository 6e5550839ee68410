/**
 * The difference between two orders of the same kind of ids. Apply `removed` first, then each of `inserted`. Positions are
 * 0-based.
 */
export interface OrderChange {
  /** Positions in the earlier order, ascending. */
  readonly removed?: readonly number[];
  /** Positions in the later order, ascending, each with the id that is there. */
  readonly inserted?: readonly (readonly [position: number, id: string])[];
}

/** Returns the later order. */
export function afterChange(
  before: readonly string[],
  { removed = [], inserted = [] }: OrderChange,
): string[] {
  const gone = new Set(removed);
  const kept = before.filter((_, position) => !gone.has(position));
  const after: string[] = [];
  let next = 0;
  for (const [position, id] of inserted) {
    while (after.length < position && next < kept.length) after.push(kept[next++] as string);
    after.push(id);
  }
  return [...after, ...kept.slice(next)];
}

/** Returns the shortest difference between two orders without duplicates; `undefined` if they are equal. */
export function orderChange(before: readonly string[], after: readonly string[]): OrderChange | undefined {
  const positions = new Map(before.map((id, position) => [id, position]));
  const stays = new Set(longestRising(after.flatMap((id) => positions.get(id) ?? [])));
  const removed = before.flatMap((_, position) => (stays.has(position) ? [] : [position]));
  const inserted = after.flatMap((id, position): [number, string][] => {
    const earlier = positions.get(id);
    return earlier !== undefined && stays.has(earlier) ? [] : [[position, id]];
  });
  if (removed.length + inserted.length === 0) return undefined;
  return { ...(removed.length > 0 && { removed }), ...(inserted.length > 0 && { inserted }) };
}

/** Returns a longest rising part of different numbers: what stays if everything else is moved. */
function longestRising(numbers: readonly number[]): number[] {
  /** At length - 1: the index of the smallest number that ends a rising part of that length. */
  const ends: number[] = [];
  const earlier: number[] = [];
  for (const [index, number] of numbers.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1;
      else high = middle;
    }
    earlier[index] = low > 0 ? (ends[low - 1] as number) : -1;
    ends[low] = index;
  }
  const rising: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = earlier[index] as number)
    rising.push(numbers[index] as number);
  return rising.reverse();
}
