import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TemplateFile } from '../../domain/templates/template.ts';
import { type Stamp, sameStamp } from '../read/stamp.ts';
import { startWithin } from '../read/within.ts';
import type { FolderMemory, Keyed, Remembered } from './folder-memory.ts';
import type { StoredTexts, TextRow } from './stored-texts.ts';

interface FileRow extends Stamp, Omit<TextRow, 'id'> {
  readonly path: string;
  /**
   * Id of its text; `null` if it is not a template. If the text was deleted, `file` and `said` are empty,
   * which cannot be used.
   */
  readonly id: number | null;
}

type Change = () => void;

export class StoredFolder implements FolderMemory {
  private readonly database: DatabaseSync;
  private readonly texts: StoredTexts;
  private readonly root: number;
  /** Offset in an absolute path at which the path below the folder begins. */
  private readonly start: number;
  /** Rows by path below the folder. */
  private readonly known: Map<string, FileRow>;
  private readonly insertFile: StatementSync;
  private readonly deleteFile: StatementSync;
  private waiting: Change[] = [];

  constructor(database: DatabaseSync, texts: StoredTexts, root: number, path: string) {
    this.database = database;
    this.texts = texts;
    this.root = root;
    this.start = startWithin(path).length;
    this.insertFile = database.prepare(
      'INSERT OR REPLACE INTO file (root, path, size, modified, changed, text) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.deleteFile = database.prepare('DELETE FROM file WHERE root = ? AND path = ?');
    const rows = database
      .prepare(`
        SELECT path, file.size, modified, changed, file.text AS id, ifnull(text.file, '') AS file, ifnull(said, '') AS said,
          ifnull(sum, 0) AS sum
        FROM file LEFT JOIN text ON text.id = file.text WHERE root = ?
      `)
      .all(root) as unknown as FileRow[];
    this.known = new Map(rows.map((row) => [row.path, row]));
  }

  recall(file: string, stamp: Stamp): Remembered | undefined {
    const row = this.known.get(this.relative(file));
    if (!row || !sameStamp(row, stamp)) return undefined;
    if (row.id === null) return { stamp };
    const template = this.texts.restored(file, { id: row.id, file: row.file, said: row.said, sum: row.sum });
    return template && { stamp, template };
  }

  recallText(hash: string, size: number, file: string): TemplateFile | undefined {
    try {
      const found = this.texts.find(hash, size);
      return found && this.texts.restored(file, found);
    } catch {
      // The write reports why the cache cannot be used.
      return undefined;
    }
  }

  keep(file: string, stamp: Stamp | undefined, size: number, keyed: Keyed | undefined): void {
    this.waiting.push(() => {
      const text = keyed ? this.texts.keep(keyed, size) : null;
      const { size: bytes, modified, changed } = stamp ?? unknownStamp;
      this.insertFile.run(this.root, this.relative(file), bytes, modified, changed, text);
    });
  }

  forget(file: string): void {
    const relative = this.relative(file);
    this.known.delete(relative);
    this.waiting.push(() => this.deleteFile.run(this.root, relative));
  }

  write(seen?: ReadonlySet<string>): void {
    const changes = this.waiting;
    this.waiting = [];
    const gone = new Set(seen ? this.known.keys() : []);
    for (const file of seen ?? []) gone.delete(this.relative(file));
    // All readings are in memory now. The next start reads the rows again.
    if (seen) this.known.clear();
    if (changes.length + gone.size === 0) return;
    this.database.exec('BEGIN');
    try {
      for (const change of changes) change();
      for (const path of gone) this.deleteFile.run(this.root, path);
      this.database.exec('COMMIT');
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    }
  }

  private relative(file: string): string {
    return file.slice(this.start);
  }
}

/**
 * Differs from the stamp of every file, so the file is read at the next start. Only its text may be known
 * then.
 */
const unknownStamp: Stamp = { size: -1, modified: 0, changed: 0 };
