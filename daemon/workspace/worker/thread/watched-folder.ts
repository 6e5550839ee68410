import path from 'node:path';
import type { Note } from '../../../domain/problems/note.ts';
import type { FolderMemory } from '../../cache/folder-memory.ts';
import type { FileReading } from '../../read/file-reader.ts';
import type { FolderToRead } from '../../read/folder-rules.ts';
import { isWithin } from '../../read/within.ts';

/** `waiting`: not started, or to be read again. `partial`: the user stopped it. */
export type ReadState = 'waiting' | 'reading' | 'read' | 'partial';

/** One folder, read once for all workspaces that have it. */
export class WatchedFolder {
  readonly source: FolderToRead;
  /** Readings of its files, by absolute path. */
  readonly readings = new Map<string, FileReading>();
  /** Folders that are not read, or not completely, with the reason. By path. */
  readonly unread = new Map<string, Note>();
  /** Number of deployments that its files name. */
  deployments = 0;
  state: ReadState = 'waiting';
  /** Number of files that were examined, and of files that were found. */
  progress = { read: 0, found: 0 };
  /** Aborts the current reading. */
  reading = new AbortController();
  memory: FolderMemory | undefined;
  /** No set contains it any more. */
  isReleased = false;

  constructor(source: FolderToRead) {
    this.source = source;
  }

  holds(file: string): boolean {
    return isWithin(file, this.source.path);
  }

  /** Forgets the unread folders at or below these paths, so that they are tried again. */
  forgetUnread(changed: ReadonlySet<string>): void {
    for (const path of this.unread.keys())
      if (isAtOrBelow(path, changed, this.source.path)) this.unread.delete(path);
  }

  /** Yields the known files at or below these paths. */
  *filesAt(changed: ReadonlySet<string>): Generator<string> {
    for (const file of this.readings.keys()) if (isAtOrBelow(file, changed, this.source.path)) yield file;
  }
}

function isAtOrBelow(file: string, changed: ReadonlySet<string>, top: string): boolean {
  for (let at = file; ; at = path.dirname(at)) {
    if (changed.has(at)) return true;
    if (at === top || at === path.dirname(at)) return false;
  }
}
