import { type Dirent, readdirSync } from 'node:fs';
import type { FolderRules } from './folder-rules.ts';
import { ignoreFile } from './kinds.ts';
import { startWithin } from './within.ts';

/**
 * The files below a folder, in a steady order, a folder at a time: an empty list where a folder holds none of them, so
 * that whoever takes them can pause. `above` are the folder's rules without its own `.gitignore`. Links are not followed; a folder that may not be read is passed over.
 */
export function* filesBelow(
  folder: string,
  above: FolderRules,
  isWanted: (file: string) => boolean,
): Generator<readonly string[]> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const rules = entries.some(({ name }) => name === ignoreFile) ? above.withOwn() : above;
  const start = startWithin(folder);
  let files: string[] = [];
  for (const entry of entries) {
    const full = start + entry.name;
    if (entry.isDirectory()) {
      const inside = rules.enter(entry.name);
      if (!inside) continue;
      yield files;
      files = [];
      yield* filesBelow(full, inside, isWanted);
    } else if (entry.isFile() && isWanted(full) && rules.takes(entry.name)) files.push(full);
  }
  yield files;
}
