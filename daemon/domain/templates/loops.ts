/** Returns the part of a loop's id before its first variable. */
export function loopStart(loopId: string): string {
  return loopId.split(/[$&]\{/, 1)[0] ?? '';
}

/** Returns whether a loop's id, `Bucket${Name}` or `Bucket&{Name}`, can become this logical id. */
export function makes(loopId: string, logicalId: string): boolean {
  const [start = '', ...rest] = loopId.split(/[$&]\{[^{}]*\}/);
  if (rest.length === 0) return loopId === logicalId;
  const end = rest.at(-1) ?? '';
  // The text between two variables is not compared, because ids and values consist of letters and digits.
  return (
    logicalId.length > start.length + end.length && logicalId.startsWith(start) && logicalId.endsWith(end)
  );
}
