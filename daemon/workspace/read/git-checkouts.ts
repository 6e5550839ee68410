import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { textOf } from './text-file.ts';
import { isWithin } from './within.ts';

/** The file contains one line that Git writes. */
const maxGitFileBytes = 4096;

/**
 * Returns whether a folder is a linked worktree of Git whose repository has another checkout here. Then all
 * its files exist a second time.
 * @param isRead Whether a folder below the opened one is read.
 */
export function isSecondCheckout(
  folder: string,
  opened: string,
  isRead: (folder: string) => boolean,
): boolean {
  const repository = repositoryOf(folder);
  if (repository === undefined) return false;
  const main = path.basename(repository) === '.git' ? real(path.dirname(repository)) : undefined;
  const top = real(opened);
  if (main !== undefined && top !== undefined) {
    if (isWithin(top, main)) return true;
    if (isWithin(main, top)) return isRead(path.join(opened, path.relative(top, main)));
  }
  return checkoutAround(folder) === repository;
}

/**
 * Returns the folder with the repository of a linked worktree. Returns `undefined` for a submodule, whose
 * files exist only once.
 */
function repositoryOf(folder: string): string | undefined {
  const text = textOf(path.join(folder, '.git'), maxGitFileBytes) ?? '';
  const written = /^gitdir: ([^\r\n]+)/.exec(text)?.[1];
  if (written === undefined) return undefined;
  const worktrees = path.dirname(path.resolve(folder, written.trim()));
  if (path.basename(worktrees) !== 'worktrees') return undefined;
  return real(path.dirname(worktrees)) ?? path.dirname(worktrees);
}

/**
 * Returns the repository of the linked worktree around a folder, if the nearest checkout around it is a
 * linked worktree.
 */
function checkoutAround(folder: string): string | undefined {
  for (let at = path.dirname(folder); ; at = path.dirname(at)) {
    if (exists(path.join(at, '.git'))) return repositoryOf(at);
    if (at === path.dirname(at)) return undefined;
  }
}

function exists(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function real(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}
