import path from 'node:path';
import type { DeploymentFile, WorkspaceFiles } from './hints.ts';

/** Folders that are tried for one relative path. */
const maxFolders = 32;
/** No system takes a longer path. */
export const maxPathUnits = 4096;

export function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

/** Returns the absolute path; nothing if it is outside the root or not a path. */
export function insidePath(root: string, folder: string, written: string): string | undefined {
  if (written === '' || written.length > maxPathUnits || /[\0\n]|^[a-z][a-z0-9+.-]+:\/\//i.test(written))
    return undefined;
  const full = path.resolve(folder, written);
  return isInside(root, full) ? full : undefined;
}

/** Returns the file's folder and its parents up to the root, innermost first: one of them is the repository's. */
export function foldersAround({ path: file, root }: Pick<DeploymentFile, 'path' | 'root'>): string[] {
  const folders: string[] = [];
  for (let at = path.dirname(file); isInside(root, at) && folders.length < maxFolders; at = path.dirname(at))
    folders.push(at);
  return [...folders, root];
}

/** Returns the file of the workspace that the written path leads to from the first of these folders. */
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
