import path from 'node:path';
import { ignoreFile } from '../../read/file-kinds.ts';
import type { FolderToRead } from '../../read/folder-rules.ts';
import { isWithin } from '../../read/within.ts';
import { FolderReader, type ReaderOptions } from './folder-reader.ts';
import { FolderSet, keyOf } from './folder-set.ts';
import { createQueue } from './queue.ts';
import { createTurns } from './turns.ts';
import { WatchedFolder } from './watched-folder.ts';

export interface LibraryOptions extends ReaderOptions {
  /** Called when the content of a file in these folders changed, or when more of them was read. */
  readonly onChanged?: (set: FolderSet) => void;
  readonly onProgress?: (set: FolderSet) => void;
}

/**
 * The folders of all windows, each read once. One task at a time reads the disk, so that an older reading
 * never overwrites a newer one. Long tasks pause.
 */
export class Library {
  private readonly options: LibraryOptions;
  private readonly folders = new Map<string, WatchedFolder>();
  private readonly sets = new Map<string, FolderSet>();
  private readonly queue;
  private readonly reader: FolderReader;

  constructor(options: LibraryOptions = {}) {
    this.options = options;
    const queue = createQueue((error) => options.onError?.(error));
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
    this.reader = new FolderReader(options, {
      folders: () => this.folders.values(),
      updated: (folder, file) => {
        for (const set of this.filledSetsOf(folder)) set.update(file);
      },
      changed: (folder) => {
        for (const set of this.filledSetsOf(folder)) options.onChanged?.(set);
      },
      progressed: (folder) => {
        for (const set of this.filledSetsOf(folder)) options.onProgress?.(set);
      },
    });
  }

  /** Opens a set of folders and reads those that are not read yet. The caller releases it. */
  open(sources: readonly FolderToRead[]): FolderSet {
    const byKey = new Map(sources.map((source) => [keyOf(source), source]));
    const key = [...byKey.keys()].sort().join('\n');
    const known = this.sets.get(key);
    const set =
      known ??
      new FolderSet(
        key,
        [...byKey].map(([key, source]) => this.folder(key, source)),
      );
    set.users++;
    if (known) return known;
    this.sets.set(key, set);
    for (const folder of set.folders) void this.queue.add(() => this.fill(set, folder));
    for (const folder of set.folders) this.readLater(folder);
    return set;
  }

  release(set: FolderSet): void {
    if (--set.users > 0) return;
    this.sets.delete(set.key);
    for (const folder of set.folders) {
      if ([...this.sets.values()].some(({ folders }) => folders.includes(folder))) continue;
      this.folders.delete(keyOf(folder.source));
      folder.isReleased = true;
      folder.reading.abort();
    }
  }

  /**
   * Reads changes on disk. @param paths Absolute paths of files, folders and `.gitignore` files that were
   * added, removed or changed.
   */
  changed(paths: readonly string[]): Promise<void> {
    return this.queue.add(async () => {
      const changed = new Set(paths);
      for (const folder of this.folders.values()) {
        if (paths.some((file) => isIgnoreFileOf(file, folder.source.path))) this.readLater(folder, true);
        else await this.reader.refresh(folder, changed);
      }
    });
  }

  /** Stops reading. Templates that were read stay. */
  cancel(set: FolderSet): void {
    for (const folder of set.folders) {
      if (folder.state === 'read') continue;
      folder.reading.abort();
      folder.state = 'partial';
      for (const other of this.filledSetsOf(folder)) if (other !== set) this.options.onChanged?.(other);
    }
    this.options.onChanged?.(set);
  }

  /** Continues a reading that was cancelled. */
  readOn(set: FolderSet): void {
    for (const folder of set.folders) if (folder.state === 'partial') this.readLater(folder, true);
  }

  /** Resolves when all requested tasks are done. */
  async idle(): Promise<void> {
    await this.queue.add(async () => {});
  }

  /** Number of readings of files that it keeps. For tests of `release`. */
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

  private filledSetsOf(folder: WatchedFolder): FolderSet[] {
    return [...this.sets.values()].filter(({ filled }) => filled.has(folder));
  }

  private async fill(set: FolderSet, folder: WatchedFolder): Promise<void> {
    const turns = createTurns();
    set.filled.add(folder);
    for (const file of [...folder.readings.keys()]) {
      await turns();
      if (set.users === 0) return;
      set.update(file);
    }
    this.options.onChanged?.(set);
  }

  private readLater(folder: WatchedFolder, again = false): void {
    if (again) {
      folder.reading.abort();
      folder.reading = new AbortController();
      folder.state = 'waiting';
    }
    const { signal } = folder.reading;
    void this.queue.add(async () => {
      if (folder.state === 'waiting' && !signal.aborted) await this.reader.readAll(folder, signal);
    });
  }
}

/**
 * Returns whether a file is a `.gitignore` whose rules apply in this folder: it is in a folder below, in the
 * folder itself or above.
 */
function isIgnoreFileOf(file: string, folder: string): boolean {
  if (path.basename(file) !== ignoreFile) return false;
  const own = path.dirname(file);
  return isWithin(own, folder) || isWithin(folder, own);
}
