import type { Stats } from 'node:fs';
import path from 'node:path';
import type { TemplateCache } from '../cache/template-cache.ts';
import { type DeploymentReader, deploymentReader } from '../read/deployment-reader.ts';
import { ignoreFile, isTemplateName } from '../read/file-kinds.ts';
import { type FileReading, readFileAt, statsOf } from '../read/file-reader.ts';
import { type FolderToRead, isLeftOut, locate, rulesIn, rulesOf } from '../read/folder-rules.ts';
import { type Stamp, sameStamp, stampOf } from '../read/stamp.ts';
import { unread } from '../read/unread.ts';
import { filesBelow, type WalkOptions } from '../read/walk.ts';
import { isWithin } from '../read/within.ts';
import type { ActivityBoard } from './activity.ts';
import { createQueue } from './queue.ts';
import { createTurns } from './turns.ts';
import { WatchedFolder } from './watched-folder.ts';
import { keyOf, Workspace } from './workspace.ts';

export interface LibraryOptions {
  readonly cache?: TemplateCache | undefined;
  /** Other than the one that knows every kind. */
  readonly deployments?: DeploymentReader | undefined;
  /** What a file says, or how far its folder was read, changed. */
  readonly onChanged?: (workspace: Workspace) => void;
  readonly onProgress?: (workspace: Workspace) => void;
  /** What went wrong with one file or with the cache: the rest goes on. */
  readonly onError?: (error: unknown) => void;
  /** See `ReadOptions`. */
  readonly settled?: number;
  /** Is informed of what is begun, so that another thread knows what this one is at. */
  readonly activity?: Pick<ActivityBoard, 'working' | 'reading' | 'idle'> | undefined;
  /** Files whose reading did not end, as they were then: they are left out until they change. */
  readonly stuck?: ReadonlyMap<string, Stamp> | undefined;
  /** Bounds of one folder, other than the usual ones. */
  readonly limits?: { readonly maxFiles: number; readonly maxStatements: number };
}

/** Readings are written to the cache, and links asked for anew, in steps while a large folder is read. In files. */
const step = 500;
const usuallySettled = 2_000;
const usualLimits = { maxFiles: 200_000, maxStatements: 50_000 };

/**
 * Reads folders and keeps what their files say. A folder takes what another one read, unless that depends on where it was
 * read. The disk is read by one task at a time, so that an older reading never overwrites a newer one; long tasks pause.
 */
export class Library {
  private readonly options: LibraryOptions;
  private readonly folders = new Map<string, WatchedFolder>();
  private readonly workspaces = new Map<string, Workspace>();
  private readonly queue;

  constructor(options: LibraryOptions = {}) {
    this.options = options;
    const queue = createQueue(this.onError);
    const { activity } = options;
    this.queue = {
      add: (task: () => Promise<void>) =>
        queue.add(async () => {
          activity?.working();
          try {
            await task();
          } finally {
            activity?.idle();
          }
        }),
    };
  }

  /** Who opens a workspace releases it. What is not read yet is read soon. */
  open(sources: readonly FolderToRead[]): Workspace {
    const byKey = new Map(sources.map((source) => [keyOf(source), source]));
    const key = [...byKey.keys()].sort().join('\n');
    const known = this.workspaces.get(key);
    const workspace =
      known ??
      new Workspace(
        key,
        [...byKey].map(([key, source]) => this.folder(key, source)),
      );
    workspace.users++;
    if (known) return known;
    this.workspaces.set(key, workspace);
    for (const folder of workspace.folders) void this.queue.add(() => this.fill(workspace, folder));
    for (const folder of workspace.folders) this.readLater(folder);
    return workspace;
  }

  release(workspace: Workspace): void {
    if (--workspace.users > 0) return;
    this.workspaces.delete(workspace.key);
    for (const folder of workspace.folders) {
      if ([...this.workspaces.values()].some(({ folders }) => folders.includes(folder))) continue;
      this.folders.delete(keyOf(folder.source));
      folder.isReleased = true;
      folder.reading.abort();
    }
  }

  /** The disk changed: these files, folders or `.gitignore` files came, went or are others now. */
  changed(paths: readonly string[]): Promise<void> {
    return this.queue.add(async () => {
      const changed = new Set(paths);
      for (const folder of this.folders.values()) {
        if (paths.some((file) => isIgnoreFileOf(file, folder.source.path))) this.readLater(folder, true);
        else await this.refresh(folder, changed);
      }
    });
  }

  /** Stops reading; what was read stays. */
  cancel(workspace: Workspace): void {
    for (const folder of workspace.folders) {
      if (folder.state === 'read') continue;
      folder.reading.abort();
      folder.state = 'partial';
      for (const other of this.workspacesOf(folder)) if (other !== workspace) this.options.onChanged?.(other);
    }
    this.options.onChanged?.(workspace);
  }

  /** Takes up what was cancelled. */
  readOn(workspace: Workspace): void {
    for (const folder of workspace.folders) if (folder.state === 'partial') this.readLater(folder, true);
  }

  /** Resolves once all that was asked for is done. */
  async idle(): Promise<void> {
    await this.queue.add(async () => {});
  }

  /** How many readings of files it holds. For tests of what a release leaves. */
  get held(): number {
    let held = 0;
    for (const { readings } of this.folders.values()) held += readings.size;
    return held;
  }

  private folder(key: string, source: FolderToRead): WatchedFolder {
    const folder = this.folders.get(key) ?? new WatchedFolder(source);
    this.folders.set(key, folder);
    return folder;
  }

  private workspacesOf(folder: WatchedFolder): Workspace[] {
    return [...this.workspaces.values()].filter(({ filled }) => filled.has(folder));
  }

  private async fill(workspace: Workspace, folder: WatchedFolder): Promise<void> {
    const turns = createTurns();
    workspace.filled.add(folder);
    for (const file of [...folder.readings.keys()]) {
      await turns();
      if (workspace.users === 0) return;
      workspace.update(file);
    }
    this.options.onChanged?.(workspace);
  }

  private readLater(folder: WatchedFolder, again = false): void {
    if (again) {
      folder.reading.abort();
      folder.reading = new AbortController();
      folder.state = 'waiting';
    }
    const { signal } = folder.reading;
    void this.queue.add(() =>
      folder.state === 'waiting' && !signal.aborted ? this.read(folder, signal) : done,
    );
  }

  private async read(folder: WatchedFolder, signal: AbortSignal): Promise<void> {
    const turns = createTurns();
    folder.state = 'reading';
    folder.progress = { read: 0, found: 0 };
    folder.memory ??= this.remember(folder);
    const { maxFiles } = this.options.limits ?? usualLimits;
    const found: string[] = [];
    folder.unread.clear();
    for (const files of filesBelow(folder.source.path, rulesOf(folder.source), this.walkOptions(folder))) {
      await turns();
      if (signal.aborted) return;
      this.options.activity?.working();
      for (const file of files) found.push(file);
      folder.progress.found = found.length;
      if (found.length <= maxFiles) continue;
      folder.unread.set(folder.source.path, unread.tooManyFiles(maxFiles));
      found.length = maxFiles;
      break;
    }
    for (const file of found) {
      await turns();
      if (signal.aborted) return;
      const stats = statsOf(file);
      const known = stats && this.unchanged(folder, file, stampOf(stats));
      const reading = known ?? (stats && (await this.readFile(folder, file, stats)));
      if (signal.aborted) return;
      this.take(folder, file, reading);
      folder.progress.read++;
      if (folder.progress.read % step === 0) this.tellStep(folder);
    }
    const still = new Set(found);
    for (const file of [...folder.readings.keys()]) if (!still.has(file)) this.take(folder, file, undefined);
    folder.state = 'read';
    for (const workspace of this.workspacesOf(folder)) this.options.onChanged?.(workspace);
    this.write(folder, still);
  }

  private tellStep(folder: WatchedFolder): void {
    this.write(folder);
    for (const workspace of this.workspacesOf(folder)) this.options.onProgress?.(workspace);
  }

  private async refresh(folder: WatchedFolder, changed: ReadonlySet<string>): Promise<void> {
    const turns = createTurns();
    const files = new Set(folder.filesAt(changed));
    const unreadBefore = folder.unread.size;
    folder.forgetUnread(changed);
    for (const file of changed) {
      if (!folder.holds(file)) continue;
      if (this.isWanted(file)) files.add(file);
      const rules = statsOf(file)?.isDirectory() ? rulesIn(folder.source, file) : undefined;
      for (const below of rules ? filesBelow(file, rules, this.walkOptions(folder)) : []) {
        await turns();
        for (const each of below) files.add(each);
      }
    }
    // What was read beside them may say something else now.
    for (const [file, { beside }] of folder.readings) {
      for (const other of beside ?? []) {
        if (!files.has(other) && !changed.has(other)) continue;
        files.add(file);
        break;
      }
    }
    if (files.size === 0 && folder.unread.size === unreadBefore) return;
    for (const file of files) {
      await turns();
      const stats = locate(folder.source, file);
      const reading = stats && (await this.readFile(folder, file, stats));
      if (folder.isReleased) return;
      this.take(folder, file, reading);
    }
    this.write(folder);
    for (const workspace of this.workspacesOf(folder)) this.options.onChanged?.(workspace);
  }

  /** Keeps what a file says now, or nothing of it where it is gone. */
  private take(folder: WatchedFolder, file: string, said: FileReading | undefined): void {
    if (!said) folder.memory?.forget(file);
    const before = folder.readings.get(file);
    if (before === said) return;
    folder.statements -= countOf(before);
    const { maxStatements } = this.options.limits ?? usualLimits;
    const isTooMuch = said !== undefined && folder.statements + countOf(said) > maxStatements;
    const reading = isTooMuch ? withoutStatements(said, maxStatements) : said;
    folder.statements += countOf(reading);
    if (reading) folder.readings.set(file, reading);
    else folder.readings.delete(file);
    for (const workspace of this.workspacesOf(folder)) workspace.update(file);
  }

  /**
   * What a file says that was read, here or for another folder, and did not change. What depends on other files, or on
   * which folder it is read in, is read again.
   */
  private unchanged(folder: WatchedFolder, file: string, stamp: Stamp): FileReading | undefined {
    for (const { readings } of this.folders.values()) {
      const known = readings.get(file);
      if (known && !known.beside && sameStamp(known.stamp, stamp)) return known;
    }
    return folder.memory?.recall(file, stamp);
  }

  private async readFile(folder: WatchedFolder, file: string, stats: Stats): Promise<FileReading> {
    const { activity, stuck } = this.options;
    const stamp = stampOf(stats);
    const before = stuck?.get(file);
    if (before && sameStamp(before, stamp)) return { stamp, unread: unread.stuck() };
    activity?.reading({ path: file, stamp });
    try {
      const { deployments = deploymentReader, settled = usuallySettled } = this.options;
      const { source, memory } = folder;
      return await readFileAt(file, stats, {
        folder: source,
        memory,
        deployments,
        settled,
      });
    } catch (error) {
      this.onError(error);
      return { stamp };
    } finally {
      activity?.working();
    }
  }

  private walkOptions({ source, unread }: WatchedFolder): WalkOptions {
    return {
      isWanted: this.isWanted,
      isLeftOut: (folder) => isLeftOut(source, folder),
      onUnread: (folder, why) => void unread.set(folder, why),
    };
  }

  private readonly isWanted = (file: string): boolean =>
    isTemplateName(path.basename(file)) ||
    (this.options.deployments ?? deploymentReader).isDeploymentFile(file);

  /** The cache may be gone or full: reading goes on without it. */
  private remember(folder: WatchedFolder) {
    try {
      return this.options.cache?.folder(folder.source.path);
    } catch (error) {
      this.onError(error);
      return undefined;
    }
  }

  private write(folder: WatchedFolder, seen?: ReadonlySet<string>): void {
    try {
      folder.memory?.write(seen);
    } catch (error) {
      folder.memory = undefined;
      this.onError(error);
    }
  }

  private readonly onError = (error: unknown): void => this.options.onError?.(error);
}

const done = Promise.resolve();

function withoutStatements({ statements: _, ...said }: FileReading, max: number): FileReading {
  return { ...said, unread: unread.tooManyStatements(max) };
}

function countOf(reading: FileReading | undefined): number {
  return reading?.statements?.deployments.length ?? 0;
}

/** Whether it is a `.gitignore` whose words count in this folder: of a folder below it, itself or above. */
function isIgnoreFileOf(file: string, folder: string): boolean {
  if (path.basename(file) !== ignoreFile) return false;
  const of = path.dirname(file);
  return isWithin(of, folder) || isWithin(folder, of);
}
