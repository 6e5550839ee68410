import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TemplateIndex } from '../linking/template-index.ts';
import { readTemplate } from './read.ts';

const templateFile = /\.(ya?ml|json|template)$/i;
/** What tools fetched or made: never where a person declares a resource. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', '.aws-sam', '.cache']);
/** CloudFormation takes templates of at most 1 MB; twice that leaves room for what is packaged later. */
const largestFile = 2 * 1024 * 1024;
const readsAtOnce = 16;

/** Reads every template below the folders. One file is parsed a turn of the event loop, so that others get theirs. */
export async function indexFolders(
  folders: readonly string[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<TemplateIndex> {
  const index = new TemplateIndex(folders);
  const ahead: { file: string; content: Promise<string | undefined> }[] = [];
  const take = async (left: number) => {
    while (ahead.length > left) {
      const next = ahead.shift();
      const content = await next?.content;
      await nextTurn();
      signal?.throwIfAborted();
      if (next && content !== undefined) index.update(next.file, readTemplate(next.file, content));
    }
  };
  for (const folder of folders) {
    for await (const file of filesBelow(folder)) {
      signal?.throwIfAborted();
      ahead.push({ file, content: contentOf(file) });
      await take(readsAtOnce - 1);
    }
  }
  await take(0);
  return index;
}

/** Reads one file anew; a file that is gone, too large, behind a link or no template leaves the index. */
export async function readFileInto(index: TemplateIndex, file: string): Promise<void> {
  if (!templateFile.test(file) || index.folders.some((folder) => isSkipped(path.relative(folder, file))))
    return;
  const content = (await isBehindLink(file, index.folders)) ? undefined : await contentOf(file);
  index.update(file, content === undefined ? undefined : readTemplate(file, content));
}

/** Nothing for what is gone, may not be read, is too large, or is no file: a pipe would never end. */
async function contentOf(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    return found.isFile() && found.size <= largestFile ? await readFile(file, 'utf8') : undefined;
  } catch {
    return undefined;
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

function isSkipped(belowFolder: string): boolean {
  const [first, ...rest] = belowFolder.split(path.sep);
  return first !== '..' && [first, ...rest].some((name) => name !== undefined && skippedFolders.has(name));
}

/** A link in a cloned folder may lead to any file of this machine. The folder itself may be one: a person opened it. */
async function isBehindLink(file: string, folders: readonly string[]): Promise<boolean> {
  for (let at = file; !folders.includes(at) && at !== path.dirname(at); at = path.dirname(at)) {
    const found = await lstat(at).catch(() => undefined);
    if (found?.isSymbolicLink()) return true;
  }
  return false;
}
