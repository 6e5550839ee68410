import path from 'node:path';
import type { DeploymentFile, WorkspaceFiles } from './hints.ts';

/** Number of folders that are tried for one relative path. */
const maxFolders = 32;
/** No operating system accepts a longer path. */
export const maxPathUnits = 4096;

export function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

/** Returns the absolute path; `undefined` if the path is outside the root or not valid. */
export function insidePath(root: string, folder: string, written: string): string | undefined {
  if (written === '' || written.length > maxPathUnits || /[\0\n]|^[a-z][a-z0-9+.-]+:\/\//i.test(written))
    return undefined;
  const full = path.resolve(folder, written);
  return isInside(root, full) ? full : undefined;
}

/**
 * Returns the file's folder and its parents up to the root, innermost first. One of them is the root of the
 * repository.
 */
export function foldersAround({ path: file, root }: Pick<DeploymentFile, 'path' | 'root'>): string[] {
  const folders: string[] = [];
  for (let at = path.dirname(file); isInside(root, at) && folders.length < maxFolders; at = path.dirname(at))
    folders.push(at);
  return [...folders, root];
}

/**
 * Returns the file of the workspace to which the written path leads from the first possible of these folders.
 */
export async function firstThere(
  written: string,
  folders: readonly string[],
  { root, workspace }: { readonly root: string; readonly workspace: Pick<WorkspaceFiles, 'exists'> },
): Promise<string | undefined> {
  for (const folder of folders.slice(0, maxFolders)) {
    const full = insidePath(root, folder, written);
    if (full !== undefined && (await workspace.exists(full))) return full;
  }
  return undefined;
}
