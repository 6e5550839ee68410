import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { TemplateFile } from '../templates/template.ts';
import { type Stamp, sameStamp } from './stamp.ts';
import { restore, type StoredTemplate, store } from './stored-template.ts';
import { startWithin } from './within.ts';

/** What a file held when it had this stamp; no template where it was none. */
export interface Remembered {
  readonly stamp: Stamp;
  readonly template?: TemplateFile | undefined;
}

export interface Keyed {
  readonly key: string;
  readonly template: TemplateFile;
}

/** What earlier readings of one folder's files said. Files are named by their absolute paths. */
export interface FolderMemory {
  /** Nothing where the file is not known, or had another stamp when it was read. */
  recall(file: string, stamp: Stamp): Remembered | undefined;
  /** A text that was read before, in whatever file. */
  recallText(hash: string, size: number, file: string): TemplateFile | undefined;
  /** @param text A template and the `contentHash` of its text; nothing for what is no template. */
  keep(file: string, stamp: Stamp | undefined, size: number, text: Keyed | undefined): void;
  forget(file: string): void;
  /** Writes what was kept; with `seen`, forgets all files but these. */
  write(seen?: ReadonlySet<string>): void;
}

const layout = 2;
const day = 86_400_000;
/** A folder that nobody opened for so long is forgotten. In days. */
const longestAbsence = 30;

/**
 * Readings of templates in a file of its own, which may be deleted at any time: by path, size and times, which text a
 * file holds; by hash, what that text says. A file of another version, or a broken one, begins anew. Only one
 * process may have it open.
 * @param version Names the reader: what another one read is worth nothing.
 */
export class TemplateCache {
  private readonly database: DatabaseSync;

  constructor(file: string, version: string) {
    this.database = openFor(file, `${layout} ${version}`);
  }

  folder(path: string): FolderMemory {
    const { database } = this;
    const today = Math.floor(Date.now() / day);
    const root = database
      .prepare(
        'INSERT INTO root (path, used) VALUES (?, ?) ON CONFLICT DO UPDATE SET used = excluded.used RETURNING id',
      )
      .get(path, today) as { id: number };
    return new StoredFolder(database, root.id, path);
  }

  /** Templates that were recalled tell no places any more. */
  close(): void {
    if (!this.database.isOpen) return;
    try {
      this.prune();
    } finally {
      this.database.close();
    }
  }

  /** Forgets what nobody opened for long, and texts that no file holds: not before their places are asked for no more. */
  private prune(): void {
    const oldest = Math.floor(Date.now() / day) - longestAbsence;
    this.database.prepare('DELETE FROM root WHERE used < ?').run(oldest);
    this.database.exec(`
      DELETE FROM file WHERE root NOT IN (SELECT id FROM root);
      DELETE FROM text WHERE id NOT IN (SELECT text FROM file WHERE text IS NOT NULL);
      DELETE FROM places WHERE text NOT IN (SELECT id FROM text);
    `);
  }
}

type Said = Pick<StoredTemplate, 'file' | 'said'>;

interface FileRow extends Stamp, Said {
  readonly path: string;
  /** Nothing where it is no template: nothing is said then. */
  readonly text: number | null;
}

interface TextRow extends Said {
  readonly id: number;
}

type Change = () => void;

class StoredFolder implements FolderMemory {
  private readonly database: DatabaseSync;
  private readonly root: number;
  /** Where a path below the folder begins in an absolute one. */
  private readonly start: number;
  /** By path below the folder. */
  private readonly known: Map<string, FileRow>;
  private readonly insertText: StatementSync;
  private readonly insertPlaces: StatementSync;
  private readonly findText: StatementSync;
  private readonly findPlaces: StatementSync;
  private readonly insertFile: StatementSync;
  private readonly deleteFile: StatementSync;
  private waiting: Change[] = [];

  constructor(database: DatabaseSync, root: number, path: string) {
    this.database = database;
    this.root = root;
    this.start = startWithin(path).length;
    this.insertText = database.prepare(
      'INSERT INTO text (hash, size, file, said) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET said = excluded.said RETURNING id',
    );
    this.insertPlaces = database.prepare('INSERT OR REPLACE INTO places (text, places) VALUES (?, ?)');
    this.findText = database.prepare('SELECT id, file, said FROM text WHERE hash = ? AND size = ?');
    this.findPlaces = database.prepare('SELECT places FROM places WHERE text = ?');
    this.insertFile = database.prepare(
      'INSERT OR REPLACE INTO file (root, path, size, modified, changed, text) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.deleteFile = database.prepare('DELETE FROM file WHERE root = ? AND path = ?');
    const rows = database
      .prepare(
        'SELECT path, file.size, modified, changed, text, text.file, said FROM file LEFT JOIN text ON text.id = file.text WHERE root = ?',
      )
      .all(root) as unknown as FileRow[];
    this.known = new Map(rows.map((row) => [row.path, row]));
  }

  recall(file: string, stamp: Stamp): Remembered | undefined {
    const row = this.known.get(this.relative(file));
    if (!row || !sameStamp(row, stamp)) return undefined;
    try {
      return { stamp, template: row.text === null ? undefined : this.restored(file, row.text, row) };
    } catch {
      // What is broken is not known: the file is read.
      return undefined;
    }
  }

  recallText(hash: string, size: number, file: string): TemplateFile | undefined {
    try {
      const found = this.findText.get(hash, size) as unknown as TextRow | undefined;
      return found && this.restored(file, found.id, found);
    } catch {
      // A cache that cannot be asked knows nothing; writing to it says why.
      return undefined;
    }
  }

  keep(file: string, stamp: Stamp | undefined, size: number, keyed: Keyed | undefined): void {
    this.waiting.push(() => {
      const text = keyed ? this.keepText(keyed, size) : null;
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
    // What was recalled is in memory by now; a later start asks anew.
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

  private keepText({ key, template }: Keyed, size: number): number {
    const { file, said, places } = store(template);
    const { id } = this.insertText.get(key, size, file, said) as { id: number };
    this.insertPlaces.run(id, places);
    return id;
  }

  private restored(path: string, id: number, { file, said }: Said): TemplateFile {
    const places = () => (this.findPlaces.get(id) as { places: string }).places;
    return restore(path, { file, said, places });
  }

  private relative(file: string): string {
    return file.slice(this.start);
  }
}

/** Equal to no file's: it is read at the next start, and only its text may be known. */
const unknownStamp: Stamp = { size: -1, modified: 0, changed: 0 };

function openFor(file: string, version: string): DatabaseSync {
  for (const attempt of [1, 2]) {
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(file);
      // Losing the last seconds to a power cut costs a second reading: no wait for the disk.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 2000;');
      database.exec('CREATE TABLE IF NOT EXISTS version (version TEXT NOT NULL)');
      const found = database.prepare('SELECT version FROM version').get() as { version: string } | undefined;
      if (found?.version === version) return database;
      if (!found) {
        database.exec(tables);
        database.prepare('INSERT INTO version VALUES (?)').run(version);
        return database;
      }
      database.close();
    } catch (error) {
      if (database?.isOpen) database.close();
      if (attempt === 2) throw error;
    }
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  }
  throw new Error(`The cache ${file} cannot be made.`);
}

const tables = `
  CREATE TABLE root (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, used INTEGER NOT NULL);
  CREATE TABLE text (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, size INTEGER NOT NULL,
    file TEXT NOT NULL, said TEXT NOT NULL, UNIQUE (hash, size));
  CREATE TABLE places (text INTEGER PRIMARY KEY, places TEXT NOT NULL);
  CREATE TABLE file (root INTEGER NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, modified REAL NOT NULL,
    changed REAL NOT NULL, text INTEGER, PRIMARY KEY (root, path)) WITHOUT ROWID;
  CREATE INDEX file_text ON file (text);
`;
