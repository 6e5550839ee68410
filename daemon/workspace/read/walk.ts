import { type Dirent, readdirSync } from 'node:fs';
import { type Note, note } from '../../domain/problems/note.ts';
import { ignoreFile } from './file-kinds.ts';
import type { FolderRules } from './folder-rules.ts';
import { codeOf } from './text-file.ts';
import { startWithin } from './within.ts';

export interface WalkOptions {
  isWanted(file: string): boolean;
  /** Returns whether a folder that is a checkout of Git is not entered. */
  isLeftOut(folder: string): boolean;
  /** Called with a folder that is not read, and the reason. */
  onUnread(folder: string, why: Note): void;
}

/** Folders of people have a tenth of this depth. */
const maxDepth = 200;

/**
 * Yields the files below a folder in a stable order, one folder at a time. Yields an empty list, too, so that
 * the caller can pause. Does not follow links. @param above The folder's rules without its own `.gitignore`.
 */
export function* filesBelow(
  folder: string,
  above: FolderRules,
  options: WalkOptions,
  depth = 0,
): Generator<readonly string[]> {
  const entries = entriesOf(folder, options);
  const rules = entries.some(({ name }) => name === ignoreFile) ? above.withOwn() : above;
  if (depth > 0 && entries.some((entry) => entry.name === '.git' && entry.isFile())) {
    if (options.isLeftOut(folder)) return;
  }
  if (depth > maxDepth) {
    options.onUnread(folder, note('folder-too-deep', { maxDepth }));
    return;
  }
  const start = startWithin(folder);
  let files: string[] = [];
  for (const entry of entries) {
    const full = start + entry.name;
    if (entry.isDirectory()) {
      const inside = rules.enter(entry.name);
      if (!inside) continue;
      yield files;
      files = [];
      yield* filesBelow(full, inside, options, depth + 1);
    } else if (entry.isFile() && options.isWanted(full) && rules.takes(entry.name)) files.push(full);
  }
  yield files;
}

function entriesOf(folder: string, { onUnread }: WalkOptions): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    // A folder that was deleted needs no permission.
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') onUnread(folder, note('folder-denied', { code }));
    return [];
  }
}
