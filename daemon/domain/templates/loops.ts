/** Returns the part of a loop's id before its first variable. */
export function loopStart(loopId: string): string {
  return loopId.split(/[$&]\{/, 1)[0] ?? '';
}

/** Whether a loop's id, `Bucket${Name}` or `Bucket&{Name}`, can become this logical id. */
export function makes(loopId: string, logicalId: string): boolean {
  const [start = '', ...rest] = loopId.split(/[$&]\{[^{}]*\}/);
  if (rest.length === 0) return loopId === logicalId;
  const end = rest.at(-1) ?? '';
  // What stands between two variables is not looked at: ids are letters and digits, and so are the values.
  return (
    logicalId.length > start.length + end.length && logicalId.startsWith(start) && logicalId.endsWith(end)
  );
}
