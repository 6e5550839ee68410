import { lstatSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { cdkOutput, ignoreFile, isSkipped } from './file-kinds.ts';
import { isSecondCheckout } from './git-checkouts.ts';
import { excludedBy } from './patterns/editor-globs.ts';
import { ignoreRules, type Verdict } from './patterns/gitignore.ts';
import { type Stamp, sameStamp, stampOf } from './stamp.ts';
import { textOf } from './text-file.ts';

/** A folder of a window, and its excluded parts. */
export interface FolderToRead {
  /** Absolute path; the URI of a virtual folder. */
  readonly path: string;
  /** Globs of VS Code's `files.exclude`, relative to it. */
  readonly exclude: readonly string[];
  /** Whether `.gitignore` files are ignored. */
  readonly everything?: boolean;
  /** Set if an extension of the editor provides its files, which are on no disk of this machine: none of them is read. */
  readonly isVirtual?: true;
}

/** Decides which files and folders of one folder on disk are read. */
export interface FolderRules {
  /** Returns the rules for the subfolder of that name; `undefined` if it is not entered. */
  enter(name: string): FolderRules | undefined;
  /** Returns these rules with the folder's own `.gitignore`, if it has one. `enter` does not read it. */
  withOwn(): FolderRules;
  takes(file: string): boolean;
}

/** A `.gitignore` that applies to a folder. */
interface Level {
  readonly verdict: (path: string) => Verdict;
  /**
   * The verdict takes `before` plus a path of the walk without its first `cut` characters, because the file
   * may be above or below the walked folder.
   */
  readonly before: string;
  readonly cut: number;
}

interface WalkState {
  /** The folder in which the walk began. */
  readonly top: string;
  /** The current folder relative to `top`, with `/` at its end. Empty for `top` itself. */
  readonly relative: string;
  readonly levels: readonly Level[];
  readonly excluded: ((path: string) => boolean) | undefined;
  readonly everything: boolean;
  readonly inOutput: boolean;
}

/** A larger `.gitignore` was not written by a person. */
const maxIgnoreFileBytes = 512 * 1024;

export function rulesOf({ path: folder, exclude, everything = false }: FolderToRead): FolderRules {
  return rulesAt({
    top: folder,
    relative: '',
    levels: everything ? [] : levelsAbove(folder),
    excluded: excludedBy(exclude),
    everything,
    inOutput: path.basename(folder) === cdkOutput,
  });
}

/**
 * Returns the stats of a file if the rules of the folder accept it. Does not follow links, because a link in
 * a cloned folder may lead to any file of this machine. The folder itself may be a link, because the user
 * opened it.
 */
export function locate(folder: FolderToRead, file: string): Stats | undefined {
  const found = reach(folder, file);
  if (!found) return undefined;
  return found.stats.isFile() && found.above.takes(path.basename(file)) ? found.stats : undefined;
}

/**
 * Returns the rules of a folder below, without its own `.gitignore`; `undefined` if it is not entered or not
 * a folder.
 */
export function rulesIn(folder: FolderToRead, below: string): FolderRules | undefined {
  if (below === folder.path) return rulesOf(folder);
  const found = reach(folder, below);
  return found?.stats.isDirectory() && !isLeftOut(folder, below)
    ? found.above.enter(path.basename(below))
    : undefined;
}

/**
 * Returns whether a folder is a second checkout of a repository that is read elsewhere in the opened folder.
 */
export function isLeftOut(folder: FolderToRead, below: string): boolean {
  if (folder.everything) return false;
  return isSecondCheckout(below, folder.path, (main) => rulesIn(folder, main) !== undefined);
}

function reach(folder: FolderToRead, target: string): { stats: Stats; above: FolderRules } | undefined {
  const names = path.relative(folder.path, target).split(path.sep);
  let rules: FolderRules | undefined = rulesOf(folder).withOwn();
  let at = folder.path;
  for (const [position, name] of names.entries()) {
    at = path.join(at, name);
    const stats = statsAt(at);
    if (!stats || stats.isSymbolicLink()) return undefined;
    if (position === names.length - 1) return { stats, above: rules };
    rules = stats.isDirectory() && !isLeftOut(folder, at) ? rules.enter(name)?.withOwn() : undefined;
    if (!rules) return undefined;
  }
  return undefined;
}

function rulesAt(state: WalkState): FolderRules {
  const { top, relative, levels, excluded, everything, inOutput } = state;
  return {
    enter(name) {
      if (isSkipped(name, inOutput) || excluded?.(relative + name)) return undefined;
      const below = { ...state, relative: `${relative}${name}/` };
      // People do not write ignore rules for CDK's output.
      if (inOutput || name === cdkOutput) return rulesAt({ ...below, levels: [], inOutput: true });
      if (levels.length === 0) return rulesAt(below);
      const verdicts = levels.map((level) => verdictOf(level, below.relative));
      const decided = verdicts.findLastIndex((verdict) => verdict !== undefined);
      if (verdicts[decided] === 'ignored') return undefined;
      // The folder is kept although a file above ignores it. Below the folder, that file would continue to
      // ignore.
      const inForce = levels.filter((_, position) => verdicts[position] !== 'ignored');
      return rulesAt({ ...below, levels: inForce });
    },
    withOwn() {
      const own = everything || inOutput ? [] : levelAt(path.join(top, relative), relative);
      return own.length === 0 ? this : rulesAt({ ...state, levels: [...levels, ...own] });
    },
    takes(file) {
      const below = relative + file;
      if (excluded?.(below)) return false;
      for (let position = levels.length - 1; position >= 0; position--) {
        const level = levels[position];
        const verdict = level && verdictOf(level, below);
        if (verdict) return verdict === 'kept';
      }
      return true;
    },
  };
}

function verdictOf({ verdict, before, cut }: Level, below: string): Verdict {
  return verdict(before + below.slice(cut));
}

/**
 * Returns the `.gitignore` files between the repository's folder and this one, except those that ignore this
 * one.
 */
function levelsAbove(folder: string): Level[] {
  const above: string[] = [];
  for (let at = folder; !isRepository(at); at = path.dirname(at)) {
    if (at === path.dirname(at)) return [];
    above.unshift(path.dirname(at));
  }
  return above.flatMap((at) => {
    const before = `${path.relative(at, folder).split(path.sep).join('/')}/`;
    const verdict = readIgnoreFile(at);
    return verdict && verdict(before) !== 'ignored' ? [{ verdict, before, cut: 0 }] : [];
  });
}

function isRepository(folder: string): boolean {
  return statSync(path.join(folder, '.git'), { throwIfNoEntry: false }) !== undefined;
}

function levelAt(absolute: string, relative: string): Level[] {
  const verdict = readIgnoreFile(absolute);
  return verdict ? [{ verdict, before: '', cut: relative.length }] : [];
}

type IgnoreFile = (path: string) => Verdict;

/** Recently read files. Each lookup of a file needs those of all folders above it. */
const knownIgnoreFiles = new Map<string, { readonly stamp: Stamp; readonly verdict: IgnoreFile }>();
const maxKnownFiles = 256;
/** A file that was written more recently than this may be written again within the same stamp. */
const settleMs = 2_000;

function readIgnoreFile(folder: string): IgnoreFile | undefined {
  const file = path.join(folder, ignoreFile);
  const stats = statsAt(file);
  if (!stats?.isFile()) return undefined;
  const stamp = stampOf(stats);
  const known = knownIgnoreFiles.get(file);
  if (known && sameStamp(known.stamp, stamp)) return known.verdict;
  const text = textOf(file, maxIgnoreFileBytes);
  if (text === undefined) return undefined;
  const { verdict } = ignoreRules(text);
  if (Date.now() - stats.ctimeMs >= settleMs) {
    if (knownIgnoreFiles.size >= maxKnownFiles) knownIgnoreFiles.clear();
    knownIgnoreFiles.set(file, { stamp, verdict });
  }
  return verdict;
}

/** Does not follow a link. Returns `undefined` if the path was deleted or cannot be accessed. */
function statsAt(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
