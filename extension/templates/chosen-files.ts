/** A file's or folder's address. */
interface Address {
  readonly path: string;
  toString(): string;
}

/**
 * Returns the files that a menu is about: the clicked file, or everything that is selected in the explorer. A folder stands for the
 * files in it that have findings. Each file is returned once.
 * @param selected What the explorer passes: with the clicked row, if that is part of the selection.
 * @param marked The files with findings.
 */
export function chosenFiles<File extends Address>(
  clicked: File,
  selected: readonly File[],
  marked: readonly File[],
): File[] {
  const chosen = selected.length > 0 ? selected : [clicked];
  const files = chosen.flatMap((each) => {
    const inside = marked.filter((file) => file.toString().startsWith(`${withoutSlash(each.toString())}/`));
    return inside.length > 0 ? inside : [each];
  });
  return [...new Map(files.map((file) => [file.toString(), file])).values()];
}

/** Returns the paths of all folders that contain one of the files, at any depth. */
export function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = lastSeparator(path); at > 0; at = lastSeparator(path.slice(0, at))) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function lastSeparator(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}

function withoutSlash(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address;
}
