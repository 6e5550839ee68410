/** Median milliseconds of each peer. */
export type Medians<Name extends string> = Readonly<Record<Name, number>>;

/** Returns the median milliseconds of each peer. A first round, which warms up, does not count. */
export function sideBySide<Name extends string>(
  peers: Readonly<Record<Name, () => unknown>>,
  rounds: number,
): Medians<Name> {
  const names = Object.keys(peers) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  inTurns(
    names.map((name) => (round: number) => {
      const started = performance.now();
      kept = peers[name]();
      if (round > 0) times.get(name)?.push(performance.now() - started);
    }),
    rounds,
  );
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Medians<Name>;
}

/**
 * Runs peers in turn, round 0 to `rounds`, so that other work of the machine affects all of them equally. Each round starts
 * with another peer.
 */
export function inTurns(peers: readonly ((round: number) => void)[], rounds: number): void {
  for (let round = 0; round <= rounds; round++) {
    const first = round % peers.length;
    for (const peer of [...peers.slice(first), ...peers.slice(0, first)]) peer(round);
  }
}

/** Holds a result, so that its computation cannot be optimized away. */
export let kept: unknown;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints aligned columns: the first to the left, numbers to the right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
  }
}
