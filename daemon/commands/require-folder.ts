import { statSync } from 'node:fs';
import { problem } from '../domain/problems/problem.ts';

/** @throws Problem `folder-missing` if the path is not a folder. */
export function requireFolder(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw problem('folder-missing', { folder });
}
