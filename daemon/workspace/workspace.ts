import { TemplateIndex } from '../linking/template-index.ts';
import type { FileReading } from './file-reader.ts';
import type { FolderToRead } from './folder-rules.ts';
import type { ReadState, WatchedFolder } from './watched-folder.ts';

/** A set of folders and the index of what they hold, shared by all windows that have just these. */
export class Workspace {
  readonly key: string;
  readonly folders: readonly WatchedFolder[];
  readonly index: TemplateIndex;
  /** How many have it open. */
  users = 0;
  /** Folders that were put into the index. */
  readonly filled = new Set<WatchedFolder>();

  constructor(key: string, folders: readonly WatchedFolder[]) {
    this.key = key;
    this.folders = folders;
    this.index = new TemplateIndex(folders.map(({ source }) => source.path));
  }

  get state(): ReadState {
    const states = this.folders.map((folder) => (this.filled.has(folder) ? folder.state : 'waiting'));
    return (['reading', 'waiting', 'partial'] as const).find((state) => states.includes(state)) ?? 'read';
  }

  get progress(): { read: number; found: number } {
    let [read, found] = [0, 0];
    for (const { progress } of this.folders) {
      read += progress.read;
      found += progress.found;
    }
    return { read, found };
  }

  /** Takes what a file says now; nothing where it is gone. */
  update(path: string, reading: FileReading | undefined): void {
    this.index.update(path, reading?.template);
  }

  holds(path: string): boolean {
    return this.folders.some((folder) => folder.files.has(path));
  }
}

export function keyOf(folder: FolderToRead): string {
  return JSON.stringify([folder.path, [...folder.exclude].sort(), folder.everything === true]);
}
