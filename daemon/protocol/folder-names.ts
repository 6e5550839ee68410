/**
 * Returns a name for each folder by which it differs from the others: the last parts of its path, as few as needed. Folders are
 * often clones of one repository, or have the same name in several.
 * @param paths Absolute paths, each once.
 */
export function distinctFolderNames(paths: readonly string[]): Map<string, string> {
  const partsOf = new Map(paths.map((path) => [path, path.split(/[\\/]+/).filter((part) => part !== '')]));
  const names = new Map<string, string>();
  for (const [path, parts] of partsOf) {
    const tail = (of: readonly string[], count: number) => of.slice(-count).join('/');
    const isShared = (count: number) =>
      [...partsOf].some(([other, its]) => other !== path && tail(its, count) === tail(parts, count));
    let count = 1;
    while (count < parts.length && isShared(count)) count++;
    names.set(path, tail(parts, count));
  }
  return names;
}
