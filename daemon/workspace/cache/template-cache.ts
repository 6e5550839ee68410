import type { DatabaseSync } from 'node:sqlite';
import { openCacheFile, today } from './cache-file.ts';
import type { FolderMemory } from './folder-memory.ts';
import { StoredFolder } from './stored-folder.ts';
import { StoredTexts } from './stored-texts.ts';

/**
 * Readings of templates in a file of its own, which may be deleted at any time: by path, size and times, which text a
 * file holds; by hash, what that text says. Only one process may have it open.
 */
export class TemplateCache {
  private readonly database: DatabaseSync;
  private readonly texts: StoredTexts;

  /**
   * @param version Names the reader: what another one read is worth nothing.
   * @param onError What it holds that cannot be used: the rest goes on.
   */
  constructor(file: string, version: string, onError: (error: unknown) => void = () => {}) {
    this.database = openCacheFile(file, version);
    this.texts = new StoredTexts(this.database, onError);
  }

  folder(path: string): FolderMemory {
    const { database, texts } = this;
    const root = database
      .prepare(
        'INSERT INTO root (path, used) VALUES (?, ?) ON CONFLICT DO UPDATE SET used = excluded.used RETURNING id',
      )
      .get(path, today()) as { id: number };
    return new StoredFolder(database, texts, root.id, path);
  }

  /** Templates that were recalled find no places in it any more. */
  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}
