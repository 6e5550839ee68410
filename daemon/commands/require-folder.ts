import { statSync } from 'node:fs';
import { Problem } from '../domain/problems/problem.ts';

/** @throws Problem `folder-missing` where a command was given what is no folder. */
export function requireFolder(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw folderMissing(folder);
}

function folderMissing(folder: string): Problem {
  return new Problem(
    'folder-missing',
    { en: `There is no folder ${folder}.`, ja: `フォルダー ${folder} がありません。` },
    { en: 'Name an existing one.', ja: '存在するフォルダーを指定してください。' },
  );
}
