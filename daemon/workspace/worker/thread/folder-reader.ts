import type { Stats } from 'node:fs';
import path from 'node:path';
import { note } from '../../../domain/problems/note.ts';
import type { FolderMemory } from '../../cache/folder-memory.ts';
import type { TemplateCache } from '../../cache/template-cache.ts';
import { type DeploymentReader, deploymentReader } from '../../read/deployment-reader.ts';
import { isTemplateName } from '../../read/file-kinds.ts';
import { type FileReading, readFileAt, statsOf } from '../../read/file-reader.ts';
import { isLeftOut, locate, rulesIn, rulesOf } from '../../read/folder-rules.ts';
import { type Stamp, sameStamp, stampOf } from '../../read/stamp.ts';
import { filesBelow, type WalkOptions } from '../../read/walk.ts';
import type { ActivityBoard } from '../activity.ts';
import { createTurns } from './turns.ts';
import type { WatchedFolder } from './watched-folder.ts';

export interface ReaderOptions {
  readonly cache?: TemplateCache | undefined;
  /** Replaces the reader that knows every kind of file. */
  readonly deployments?: DeploymentReader | undefined;
  /** Called with the error of one file or of the cache. Reading continues. */
  readonly onError?: (error: unknown) => void;
  /** See `ReadOptions`. */
  readonly settleMs?: number;
  /** Is notified of each step, so that another thread knows the task of this one. */
  readonly activity?: Pick<ActivityBoard, 'working' | 'reading' | 'idle'> | undefined;
  /**
   * Files on which a worker hung or died, with their stamps at that time. They are left out until they
   * change.
   */
  readonly stuck?: ReadonlyMap<string, Stamp> | undefined;
  /** Replaces the usual limits of one folder. */
  readonly limits?: { readonly maxFiles: number; readonly maxDeployments: number };
}

/** The library that a reader reads for. */
export interface ReaderHost {
  /** Returns all folders. A folder reuses readings of another one. */
  folders(): Iterable<WatchedFolder>;
  /** Called when the content of a file changed or the file was deleted. */
  updated(folder: WatchedFolder, file: string): void;
  /** Called when the folder, or changes of it, have been read. */
  changed(folder: WatchedFolder): void;
  progressed(folder: WatchedFolder): void;
}

/**
 * After this number of files of a large folder, readings are written to the cache and progress is reported.
 */
const stepFiles = 500;
const usualSettleMs = 2_000;
const usualLimits = { maxFiles: 200_000, maxDeployments: 50_000 };

/** Reads the files of folders and keeps the results in `WatchedFolder.readings`. */
export class FolderReader {
  private readonly options: ReaderOptions;
  private readonly host: ReaderHost;

  constructor(options: ReaderOptions, host: ReaderHost) {
    this.options = options;
    this.host = host;
  }

  /** Reads all files of a folder. After an abort, the results up to then stay. */
  async readAll(folder: WatchedFolder, signal: AbortSignal): Promise<void> {
    if (folder.source.isVirtual) {
      folder.unread.set(folder.source.path, note('folder-virtual', {}));
      folder.state = 'read';
      this.host.changed(folder);
      return;
    }
    const turns = createTurns();
    folder.state = 'reading';
    folder.progress = { read: 0, found: 0 };
    folder.memory ??= this.memoryOf(folder);
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
      folder.unread.set(folder.source.path, note('folder-too-many-files', { max: maxFiles }));
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
      if (folder.progress.read % stepFiles !== 0) continue;
      this.write(folder);
      this.host.progressed(folder);
    }
    const still = new Set(found);
    for (const file of [...folder.readings.keys()]) if (!still.has(file)) this.take(folder, file, undefined);
    folder.state = 'read';
    this.host.changed(folder);
    this.write(folder, still);
  }

  /**
   * Reads these files again, the files below these folders, and the files whose reading depends on any of
   * them.
   */
  async refresh(folder: WatchedFolder, changed: ReadonlySet<string>): Promise<void> {
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
    for (const [file, { dependsOn }] of folder.readings) {
      for (const other of dependsOn ?? []) {
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
    this.host.changed(folder);
  }

  /** Keeps the current reading of a file; `undefined` if the file was deleted. */
  private take(folder: WatchedFolder, file: string, taken: FileReading | undefined): void {
    if (!taken) folder.memory?.forget(file);
    const before = folder.readings.get(file);
    if (before === taken) return;
    folder.deployments -= deploymentCount(before);
    const { maxDeployments } = this.options.limits ?? usualLimits;
    const isTooMuch = taken !== undefined && folder.deployments + deploymentCount(taken) > maxDeployments;
    const reading = isTooMuch ? withoutHints(taken, maxDeployments) : taken;
    folder.deployments += deploymentCount(reading);
    if (reading) folder.readings.set(file, reading);
    else folder.readings.delete(file);
    this.host.updated(folder, file);
  }

  /**
   * Returns the known reading of an unchanged file, from this or another folder. A reading that depends on
   * other files, or on the folder in which it was read, is not reused.
   */
  private unchanged(folder: WatchedFolder, file: string, stamp: Stamp): FileReading | undefined {
    for (const { readings } of this.host.folders()) {
      const known = readings.get(file);
      if (known && !known.dependsOn && sameStamp(known.stamp, stamp)) return known;
    }
    return folder.memory?.recall(file, stamp);
  }

  private async readFile(folder: WatchedFolder, file: string, stats: Stats): Promise<FileReading> {
    const { activity, stuck } = this.options;
    const stamp = stampOf(stats);
    const before = stuck?.get(file);
    if (before && sameStamp(before, stamp)) return { stamp, unread: note('file-stuck', {}) };
    activity?.reading({ path: file, stamp });
    try {
      const { deployments = deploymentReader, settleMs = usualSettleMs } = this.options;
      const { source, memory } = folder;
      return await readFileAt(file, stats, { folder: source, memory, deployments, settleMs });
    } catch (error) {
      this.options.onError?.(error);
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

  /** The cache may be deleted or full. Then reading continues without it. */
  private memoryOf(folder: WatchedFolder): FolderMemory | undefined {
    try {
      return this.options.cache?.folder(folder.source.path);
    } catch (error) {
      this.options.onError?.(error);
      return undefined;
    }
  }

  private write(folder: WatchedFolder, seen?: ReadonlySet<string>): void {
    try {
      folder.memory?.write(seen);
    } catch (error) {
      folder.memory = undefined;
      this.options.onError?.(error);
    }
  }
}

function withoutHints({ hints: _, ...reading }: FileReading, maxDeployments: number): FileReading {
  return { ...reading, unread: note('folder-too-many-deployments', { max: maxDeployments }) };
}

function deploymentCount(reading: FileReading | undefined): number {
  return reading?.hints?.deployments.length ?? 0;
}
