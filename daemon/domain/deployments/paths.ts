import path from 'node:path';
import type { DeploymentFile, WorkspaceFiles } from './hints.ts';

/** How many folders are tried for one relative path. */
const maxFolders = 32;
/** UTF-16 units; systems take no longer path. */
export const maxPath = 4096;

export function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

/** Absolute, and inside the root; nothing for what leads out of it or is no path at all. */
export function insidePath(root: string, folder: string, written: string): string | undefined {
  if (written === '' || written.length > maxPath || /[\0\n]|^[a-z][a-z0-9+.-]+:\/\//i.test(written))
    return undefined;
  const full = path.resolve(folder, written);
  return isInside(root, full) ? full : undefined;
}

/** The file's folder and those around it, up to the root: one of them is the repository's. Innermost first. */
export function foldersAround({ path: file, root }: Pick<DeploymentFile, 'path' | 'root'>): string[] {
  const folders: string[] = [];
  for (let at = path.dirname(file); isInside(root, at) && folders.length < maxFolders; at = path.dirname(at))
    folders.push(at);
  return [...folders, root];
}

/** The first of these folders from which the written path leads to a file of the workspace. */
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
