import type { HintProblem } from '../../../domain/deployments/hints.ts';
import { TemplateIndex } from '../../../domain/linking/index/template-index.ts';
import type { Note } from '../../../domain/problems/note.ts';
import type { FailedFile } from '../../read/failed-file.ts';
import type { FileReading } from '../../read/file-reader.ts';
import type { FolderToRead } from '../../read/folder-rules.ts';
import type { ReadState, WatchedFolder } from './watched-folder.ts';

/** Limit for one file. When the user has fixed these, the others are shown. */
const maxProblems = 100;
/** If more files change at once (a branch, a first reading), everything is linked again: their lookups are not followed one by one. */
const maxFollowedFiles = 100;

/** A set of folders and the index of their templates. All windows with exactly these folders share it. */
export class FolderSet {
  readonly key: string;
  /** Outer folders first. If a file is in several folders, the reading of the outermost counts. */
  readonly folders: readonly WatchedFolder[];
  private readonly known: TemplateIndex;
  /**
   * Changes that are not in the index yet. Updating the index takes longer than reading the cache, so it
   * waits for the first use.
   */
  private readonly pending = new Map<string, FileReading | undefined>();
  /** Templates, with the reason if a template cannot be used. */
  private readonly templates = new Map<string, Note | undefined>();
  /** Lines of deployment files that cannot be used. */
  private readonly problems = new Map<string, readonly HintProblem[]>();
  /** Files that are not read, or not completely. */
  private readonly unread = new Map<string, Note>();
  /** Number of views that have the set open. */
  users = 0;
  /** Folders that were added to the index. */
  readonly filled = new Set<WatchedFolder>();

  constructor(key: string, folders: readonly WatchedFolder[]) {
    this.key = key;
    this.folders = folders.toSorted((a, b) => a.source.path.length - b.source.path.length);
    this.known = new TemplateIndex(folders.map(({ source }) => source.path));
  }

  get state(): ReadState {
    const states = this.folders.map((folder) => (this.filled.has(folder) ? folder.state : 'waiting'));
    return (['reading', 'waiting', 'partial'] as const).find((state) => states.includes(state)) ?? 'read';
  }

  /** Whether there is nothing to read: all folders are virtual. */
  get isVirtual(): boolean {
    return this.folders.length > 0 && this.folders.every(({ source }) => source.isVirtual);
  }

  get progress(): { read: number; found: number } {
    let [read, found] = [0, 0];
    for (const { progress } of this.folders) {
      read += progress.read;
      found += progress.found;
    }
    return { read, found };
  }

  /** Applies the current reading of a file, or its removal. */
  update(path: string): void {
    const reading = this.readingOf(path);
    const error = reading?.template?.error;
    // A template that does not parse keeps its last good resources, so the index must have them.
    if (error !== undefined) this.flush(path);
    this.pending.set(path, reading);
    if (reading?.template) this.templates.set(path, error);
    else this.templates.delete(path);
    const problems = reading?.hints?.problems ?? [];
    if (problems.length > 0) this.problems.set(path, problems.slice(0, maxProblems));
    else this.problems.delete(path);
    if (reading?.unread) this.unread.set(path, reading.unread);
    else this.unread.delete(path);
  }

  get index(): TemplateIndex {
    if (this.pending.size > maxFollowedFiles) this.known.reads.changedAll();
    for (const path of this.pending.keys()) this.flush(path);
    return this.known;
  }

  get count(): number {
    return this.templates.size;
  }

  /** Number of files and folders that are not read, or not completely. */
  get unreadCount(): number {
    return this.unreadPaths().size;
  }

  /**
   * Yields files and folders that are not read, templates that cannot be used, and lines about stacks that
   * cannot be used.
   */
  *failed(): Generator<FailedFile> {
    for (const [path, error] of this.unreadPaths()) yield { kind: 'unread', path, error };
    for (const [path, error] of this.templates) if (error) yield { kind: 'template', path, error };
    for (const [path, problems] of this.problems)
      for (const { line, note } of problems) yield { kind: 'line', path, line, error: note };
  }

  private unreadPaths(): Map<string, Note> {
    return new Map([...this.folders.flatMap(({ unread }) => [...unread]), ...this.unread]);
  }

  private readingOf(path: string): FileReading | undefined {
    for (const { readings } of this.folders) {
      const reading = readings.get(path);
      if (reading) return reading;
    }
    return undefined;
  }

  private flush(path: string): void {
    if (!this.pending.has(path)) return;
    const reading = this.pending.get(path);
    this.known.update(path, reading?.template);
    this.known.deployments.update(path, reading?.hints);
    this.pending.delete(path);
  }
}

export function keyOf(folder: FolderToRead): string {
  return JSON.stringify([folder.path, [...folder.exclude].sort(), folder.everything === true]);
}
