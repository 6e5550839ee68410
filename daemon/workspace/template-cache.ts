import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { TemplateFile } from '../templates/template.ts';
import { restore, type StoredTemplate, store } from './stored-template.ts';

/** A file's state on disk: equal stamps mean that it was not written meanwhile. Bytes, milliseconds. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
  /** Set by the system whenever the file is written or renamed; nobody can set it back. */
  readonly changed: number;
}

/** What was read of a file; no template where it is none. */
export interface Remembered {
  readonly stamp: Stamp;
  template(path: string): TemplateFile | undefined;
}

export interface Keyed {
  readonly key: string;
  readonly template: TemplateFile;
}

/** What earlier readings of one folder's files said. */
export interface FolderMemory {
  /** @param relative Path below the folder. */
  recall(relative: string): Remembered | undefined;
  /** A text that was read before, at whatever path. */
  recallText(hash: string, size: number, path: string): TemplateFile | undefined;
  /** @param text A template and the `contentHash` of its text; nothing for what is no template. */
  keep(relative: string, stamp: Stamp | undefined, size: number, text: Keyed | undefined): void;
  forget(relative: string): void;
  /** Writes what was kept; with `seen`, forgets all files but these. */
  write(seen?: ReadonlySet<string>): void;
}

const layout = 1;
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
    return new StoredFolder(database, root.id);
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  /** Forgets what nobody opened for long, and texts that no file holds any more. Takes some 30 ms: not at the start. */
  prune(): void {
    const oldest = Math.floor(Date.now() / day) - longestAbsence;
    this.database.prepare('DELETE FROM root WHERE used < ?').run(oldest);
    this.database.exec('DELETE FROM file WHERE root NOT IN (SELECT id FROM root)');
    this.database.exec('DELETE FROM text WHERE id NOT IN (SELECT text FROM file WHERE text IS NOT NULL)');
  }
}

interface Row {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
  readonly file: string | null;
  readonly said: Uint8Array;
  readonly places: Uint8Array;
}

type Change = () => void;

class StoredFolder implements FolderMemory {
  private readonly database: DatabaseSync;
  private readonly root: number;
  private readonly known = new Map<string, Remembered>();
  private readonly insertText: StatementSync;
  private readonly findText: StatementSync;
  private readonly insertFile: StatementSync;
  private readonly deleteFile: StatementSync;
  private waiting: Change[] = [];

  constructor(database: DatabaseSync, root: number) {
    this.database = database;
    this.root = root;
    this.insertText = database.prepare(
      'INSERT INTO text (hash, size, file, said, places) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET said = excluded.said RETURNING id',
    );
    this.findText = database.prepare('SELECT file, said, places FROM text WHERE hash = ? AND size = ?');
    this.insertFile = database.prepare(
      'INSERT OR REPLACE INTO file (root, path, size, modified, changed, text) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.deleteFile = database.prepare('DELETE FROM file WHERE root = ? AND path = ?');
    const rows = database
      .prepare(
        'SELECT file.path, file.size, modified, changed, text.file, said, places FROM file LEFT JOIN text ON text.id = file.text WHERE root = ?',
      )
      .all(root);
    for (const row of rows) this.know(row as unknown as Row);
  }

  recall(relative: string): Remembered | undefined {
    return this.known.get(relative);
  }

  recallText(hash: string, size: number, path: string): TemplateFile | undefined {
    try {
      const found = this.findText.get(hash, size) as unknown as StoredTemplate | undefined;
      return found && restore(path, found);
    } catch {
      // A cache that cannot be asked knows nothing; writing to it says why.
      return undefined;
    }
  }

  keep(relative: string, stamp: Stamp | undefined, size: number, keyed: Keyed | undefined): void {
    this.waiting.push(() => {
      let text: number | null = null;
      if (keyed) {
        const { file, said, places } = store(keyed.template);
        text = (this.insertText.get(keyed.key, size, file, said, places) as { id: number }).id;
      }
      const { size: bytes, modified, changed } = stamp ?? unknownStamp;
      this.insertFile.run(this.root, relative, bytes, modified, changed, text);
    });
  }

  forget(relative: string): void {
    this.known.delete(relative);
    this.waiting.push(() => this.deleteFile.run(this.root, relative));
  }

  write(seen?: ReadonlySet<string>): void {
    const changes = this.waiting;
    this.waiting = [];
    const gone = seen ? [...this.known.keys()].filter((path) => !seen.has(path)) : [];
    // What was recalled is in memory by now; a later start asks anew.
    if (seen) this.known.clear();
    if (changes.length + gone.length === 0) return;
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

  private know({ path, size, modified, changed, file, said, places }: Row): void {
    this.known.set(path, {
      stamp: { size, modified, changed },
      template: (full) => (file === null ? undefined : restore(full, { file, said, places })),
    });
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
    file TEXT NOT NULL, said BLOB NOT NULL, places BLOB NOT NULL, UNIQUE (hash, size));
  CREATE TABLE file (root INTEGER NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, modified REAL NOT NULL,
    changed REAL NOT NULL, text INTEGER, PRIMARY KEY (root, path)) WITHOUT ROWID;
  CREATE INDEX file_text ON file (text);
`;
