import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { readTemplate } from './read.ts';
import { TemplateIndex } from './template-index.ts';

const templateFile = /\.(ya?ml|json|template)$/i;
/** What tools fetched or made: never where a person declares a resource. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', '.aws-sam', '.cache']);
/** CloudFormation takes templates of at most 1 MB; twice that leaves room for what is packaged later. */
const largestFile = 2 * 1024 * 1024;
const readsAtOnce = 16;

/** Reads every template below the folders. Files are read a few at a time, so the event loop stays free. */
export async function indexFolders(
  folders: readonly string[],
  { signal, onProgress = () => {} }: { signal?: AbortSignal; onProgress?: (read: number) => void } = {},
): Promise<TemplateIndex> {
  const index = new TemplateIndex();
  let read = 0;
  let batch: Promise<void>[] = [];
  for (const folder of folders) {
    for await (const file of filesBelow(folder)) {
      signal?.throwIfAborted();
      batch.push(readFileInto(index, file));
      if (batch.length < readsAtOnce) continue;
      await Promise.all(batch);
      read += batch.length;
      batch = [];
      onProgress(read);
    }
  }
  await Promise.all(batch);
  onProgress(read + batch.length);
  return index;
}

/** Reads one file anew; a file that is gone, too large or no template leaves the index. */
export async function readFileInto(index: TemplateIndex, file: string): Promise<void> {
  if (!templateFile.test(file)) return;
  try {
    const { size } = await stat(file);
    index.update(file, size > largestFile ? undefined : readTemplate(file, await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    index.update(file, undefined);
  }
}

/** In a steady order, links not followed; a folder that may not be read is passed over. */
async function* filesBelow(folder: string): AsyncGenerator<string> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name)) yield* filesBelow(full);
    } else if (entry.isFile() && templateFile.test(entry.name)) yield full;
  }
}
