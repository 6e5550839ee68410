import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { readTemplate, type TemplateFile } from '../../domain/templates/read/read-template.ts';
import { textOf } from '../read/text-file.ts';
import type { Keyed } from './folder-memory.ts';
import { restore, type StoredTemplate, store } from './stored-template.ts';

/** A text in the cache, without its positions. */
export interface TextRow extends Pick<StoredTemplate, 'file' | 'said'> {
  readonly id: number;
  /** Checksum of `file` and `said` at the time when they were stored. */
  readonly sum: number;
}

/**
 * Templates by the hash of their text, for all folders. A row that cannot be used is reported and deleted,
 * and its file is read again: immediately if a recalled template needs the row, otherwise at the next start.
 */
export class StoredTexts {
  private readonly onError: (error: unknown) => void;
  private readonly findText: StatementSync;
  private readonly findPlaces: StatementSync;
  private readonly insertText: StatementSync;
  private readonly insertPlaces: StatementSync;
  private readonly deleteText: StatementSync;

  constructor(database: DatabaseSync, onError: (error: unknown) => void) {
    this.onError = onError;
    this.findText = database.prepare('SELECT id, file, said, sum FROM text WHERE hash = ? AND size = ?');
    this.findPlaces = database.prepare('SELECT places, sum FROM places WHERE text = ?');
    this.insertText = database.prepare(
      'INSERT INTO text (hash, size, file, said, sum) VALUES (?, ?, ?, ?, ?) RETURNING id',
    );
    this.insertPlaces = database.prepare('INSERT INTO places (text, places, sum) VALUES (?, ?, ?)');
    this.deleteText = database.prepare('DELETE FROM text WHERE id = ?');
  }

  /** @throws Error if the cache cannot be read. */
  find(hash: string, size: number): TextRow | undefined {
    return this.findText.get(hash, size) as unknown as TextRow | undefined;
  }

  /** Returns the id of the text. A known text is not written again. */
  keep({ key, template }: Keyed, size: number): number {
    const known = this.find(key, size);
    if (known) return known.id;
    const { file, said, places } = store(template);
    const { id } = this.insertText.get(key, size, file, said, sumOf(file, said)) as { id: number };
    this.insertPlaces.run(id, places, sumOf(places));
    return id;
  }

  /** Returns the template of a path; `undefined` if its row cannot be used. */
  restored(path: string, { id, file, said, sum }: TextRow): TemplateFile | undefined {
    try {
      requireSum(sum, file, said);
      return restore(path, {
        file,
        said,
        places: () => this.placesOf(id),
        readAgain: (reason) => {
          this.forget(id, path, reason);
          return readAt(path) ?? { resources: [] };
        },
      });
    } catch (error) {
      this.forget(id, path, error);
      return undefined;
    }
  }

  private placesOf(id: number): string {
    const found = this.findPlaces.get(id) as { places: string; sum: number } | undefined;
    if (!found) throw new Error('There are no places.');
    requireSum(found.sum, found.places);
    return found.places;
  }

  /** Deletes a text with the rows of its files, which are read at the next start. */
  private forget(id: number, path: string, cause: unknown): void {
    this.onError(new Error(`What the cache holds of ${path} cannot be used.`, { cause }));
    try {
      this.deleteText.run(id);
    } catch (error) {
      this.onError(error);
    }
  }
}

function sumOf(...texts: string[]): number {
  return texts.reduce((sum, text) => crc32(text, sum), 0);
}

/** A damaged disk returns wrong bytes. They must not become a resource that no file declares. */
function requireSum(sum: number, ...texts: string[]): void {
  if (sumOf(...texts) !== sum) throw new Error('It is not what was kept.');
}

/** Returns `undefined` if the file was deleted or is no longer a template. Its watcher reports that soon. */
function readAt(path: string): TemplateFile | undefined {
  const text = textOf(path);
  return text === undefined ? undefined : readTemplate(path, text);
}
