import { Uri, workspace } from 'vscode';
import { distinctFolderNames } from '#protocol/folder-names.ts';

/**
 * Returns a file's path relative to its folder, after the folder's name if the window has several folders. If folders have the same
 * name, the name has as much of its path as is needed to tell them apart.
 */
export function fileLabel(file: string): string {
  const folders = workspace.workspaceFolders ?? [];
  const own = workspace.getWorkspaceFolder(Uri.file(file));
  const alike = folders.filter(({ name }) => name === own?.name);
  if (!own || alike.length < 2) return workspace.asRelativePath(file);
  const names = distinctFolderNames(alike.map(({ uri }) => uri.path));
  return `${names.get(own.uri.path)}/${workspace.asRelativePath(file, false)}`;
}
