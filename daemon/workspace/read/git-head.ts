import { lstatSync } from 'node:fs';
import path from 'node:path';
import { textOf } from './text-file.ts';

/** The checkout around a file, as Git's own files describe it. Nothing is run, and no other program is asked. */
export interface GitHead {
  /** Absolute path of the checkout. */
  readonly root: string;
  /** Absent: no branch is checked out. */
  readonly branch?: string;
  /** Full hash of the commit that is checked out. */
  readonly commit?: string;
  /** The address of `origin`, else of the only remote, as Git has it: it may contain credentials. */
  readonly remote?: string;
}

/** Bytes. Git writes one line into HEAD and refs; a configuration and packed refs are larger. */
const maxLineBytes = 4_096;
const maxFileBytes = 4 * 1024 * 1024;
/** Folders above a file. */
const maxDepth = 100;
const hash = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** A branch that may be part of a path: Git allows no `..`, no control characters and no `\`. */
const safeRef = /^refs\/heads\/(?!.*\.\.)[^\\\p{Cc}~^:?*[\s]{1,240}$/u;

/** Returns the checkout around a file; `undefined` outside of Git. Reads a few small files, each with a limit. */
export function gitHeadOf(file: string): GitHead | undefined {
  let root = path.dirname(file);
  for (let depth = 0; !exists(path.join(root, '.git')); depth++) {
    const above = path.dirname(root);
    if (above === root || depth === maxDepth) return undefined;
    root = above;
  }
  const own = gitFolder(root);
  const shared = commonFolder(own);
  const head = (textOf(path.join(own, 'HEAD'), maxLineBytes) ?? '').trim();
  const ref = /^ref: (\S+)$/.exec(head)?.[1];
  const branch = ref !== undefined && safeRef.test(ref) ? ref : undefined;
  const commit = branch === undefined ? head : commitOf(branch, own, shared);
  const remote = remoteIn(textOf(path.join(shared, 'config'), maxFileBytes) ?? '');
  return {
    root,
    ...(branch !== undefined && { branch: branch.slice('refs/heads/'.length) }),
    ...(commit !== undefined && hash.test(commit) && { commit }),
    ...(remote !== undefined && { remote }),
  };
}

/** Of a linked worktree or a submodule, `.git` is a file that names the folder. */
function gitFolder(root: string): string {
  const named = /^gitdir: ([^\r\n]+)/.exec(textOf(path.join(root, '.git'), maxLineBytes) ?? '')?.[1];
  return named === undefined ? path.join(root, '.git') : path.resolve(root, named.trim());
}

/** Worktrees share refs and configuration with the repository. */
function commonFolder(own: string): string {
  const common = textOf(path.join(own, 'commondir'), maxLineBytes)?.trim();
  return common ? path.resolve(own, common) : own;
}

function commitOf(ref: string, own: string, shared: string): string | undefined {
  for (const folder of [own, shared]) {
    const loose = textOf(path.join(folder, ...ref.split('/')), maxLineBytes)?.trim();
    if (loose !== undefined && hash.test(loose)) return loose;
  }
  const packed = textOf(path.join(shared, 'packed-refs'), maxFileBytes) ?? '';
  const line = packed.split('\n').find((each) => each.endsWith(` ${ref}`));
  return line?.split(' ')[0];
}

function remoteIn(config: string): string | undefined {
  const remotes = new Map<string, string>();
  let section: string | undefined;
  for (const line of config.split(/\r?\n/)) {
    const head = /^\s*\[\s*([\w.-]+)(?:\s+"([^"]*)")?\s*\]/.exec(line);
    if (head) section = head[1]?.toLowerCase() === 'remote' ? (head[2] ?? '') : undefined;
    const url = /^\s*url\s*=\s*(\S+)\s*$/i.exec(line)?.[1];
    if (url !== undefined && section !== undefined && !remotes.has(section)) remotes.set(section, url);
  }
  return remotes.get('origin') ?? (remotes.size === 1 ? [...remotes.values()][0] : undefined);
}

function exists(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
