import type { DatabaseSync } from 'node:sqlite';
import { openCacheFile, today } from './cache-file.ts';
import type { FolderMemory } from './folder-memory.ts';
import { StoredFolder } from './stored-folder.ts';
import { StoredTexts } from './stored-texts.ts';

/**
 * Readings of templates in a separate file, which may be deleted at any time. Maps path, size and times to
 * the text of a file, and the hash of a text to its template. Only one process may have the file open.
 */
export class TemplateCache {
  private readonly database: DatabaseSync;
  private readonly texts: StoredTexts;

  /**
   * @param version Identifies the reader. Readings of another version are dropped.
   * @param onError Receives errors about entries that cannot be used. The cache continues with the others.
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

  /** After this, recalled templates can no longer fetch positions from the cache. */
  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}
