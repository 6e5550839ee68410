import path from 'node:path';
import type { Note } from '../../../domain/problems/note.ts';
import type { FolderMemory } from '../../cache/folder-memory.ts';
import type { FileReading } from '../../read/file-reader.ts';
import type { FolderToRead } from '../../read/folder-rules.ts';
import { isWithin } from '../../read/within.ts';

/** `waiting`: not begun, or to be read anew. `partial`: a person stopped it. */
export type ReadState = 'waiting' | 'reading' | 'read' | 'partial';

/** One folder, read once for all workspaces that have it. */
export class WatchedFolder {
  readonly source: FolderToRead;
  /** What its files say, by their absolute paths. */
  readonly readings = new Map<string, FileReading>();
  /** Folders, and files of which nothing is read, with the reason. By path. */
  readonly unread = new Map<string, Note>();
  /** How many deployments its files name. */
  deployments = 0;
  state: ReadState = 'waiting';
  /** Files that were looked at, of as many as were found. */
  progress = { read: 0, found: 0 };
  /** Aborts the reading that is under way. */
  reading = new AbortController();
  memory: FolderMemory | undefined;
  /** Nobody has it any more. */
  isReleased = false;

  constructor(source: FolderToRead) {
    this.source = source;
  }

  holds(file: string): boolean {
    return isWithin(file, this.source.path);
  }

  /** Forgets what was not read at or below these: it is looked at again. */
  forgetUnread(changed: ReadonlySet<string>): void {
    for (const path of this.unread.keys())
      if (isAtOrBelow(path, changed, this.source.path)) this.unread.delete(path);
  }

  /** The known files that are, or are below, one of these. */
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
