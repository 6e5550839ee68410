import type { Uri } from 'vscode';

/**
 * Returns the path of a file on this machine's disk; `undefined` for any other document. The other side of a comparison, and a file
 * of a virtual folder, may have the path of a template, and are not it.
 */
export function fileOnDisk({ scheme, fsPath }: Uri): string | undefined {
  return scheme === 'file' ? fsPath : undefined;
}
