/**
 * Returns the names that the user may have meant, nearest first: names that contain `wanted` or differ from
 * it in a few letters.
 */
export function nearNames(wanted: string, names: readonly string[], limit = 5): string[] {
  const plain = wanted.toLowerCase();
  const reach = Math.max(2, Math.floor(plain.length / 3));
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceTo(name.toLowerCase(), plain) }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map(({ name }) => name);
}

function distanceTo(name: string, wanted: string): number {
  if (name === wanted) return 0;
  return name.includes(wanted) || wanted.includes(name) ? 1 : editDistance(name, wanted);
}

/** Returns the Levenshtein distance: the number of letters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
