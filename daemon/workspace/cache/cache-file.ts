import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const layoutVersion = 4;
const dayMs = 86_400_000;
/** A folder that was not opened for this long is forgotten. */
const keepDays = 30;

/** Opens the cache's database. Replaces a damaged database, or one of another version, by an empty one. */
export function openCacheFile(file: string, version: string): DatabaseSync {
  const expected = `${layoutVersion} ${version}`;
  for (const attempt of [1, 2]) {
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(file);
      // A power cut may lose the last seconds, which are then read again. So writes do not wait for the disk.
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 2000;');
      requireSound(database);
      database.exec('CREATE TABLE IF NOT EXISTS version (version TEXT NOT NULL)');
      const found = database.prepare('SELECT version FROM version').get() as { version: string } | undefined;
      if (found?.version === expected) {
        prune(database);
        return database;
      }
      if (!found) {
        database.exec(tables);
        database.prepare('INSERT INTO version VALUES (?)').run(expected);
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

/** @throws Error if the file is damaged. It can be deleted, because it contains only copies. */
function requireSound(database: DatabaseSync): void {
  const [found] = database.prepare('PRAGMA quick_check(1)').all() as unknown as { quick_check: string }[];
  if (found?.quick_check !== 'ok') throw new Error(found?.quick_check);
}

/** Returns the number of days since 1970. */
export function today(): number {
  return Math.floor(Date.now() / dayMs);
}

/**
 * Forgets folders that were not opened for long, and texts that no file contains. Runs at the start: later,
 * the positions of a text may still be needed, and a program that is killed does not clean up.
 */
function prune(database: DatabaseSync): void {
  database.prepare('DELETE FROM root WHERE used < ?').run(today() - keepDays);
  // The inner query reads only indexes.
  database.exec(`
    DELETE FROM text WHERE id IN
      (SELECT id FROM text WHERE NOT EXISTS (SELECT 1 FROM file WHERE file.text = text.id))
  `);
}

/**
 * An id of a text is never reused, because a template that was recalled by a deleted id must not get the
 * positions of another text.
 */
const tables = `
  CREATE TABLE root (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, used INTEGER NOT NULL);
  CREATE TABLE text (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL, size INTEGER NOT NULL,
    file TEXT NOT NULL, said TEXT NOT NULL, sum INTEGER NOT NULL, UNIQUE (hash, size));
  CREATE TABLE places (text INTEGER PRIMARY KEY REFERENCES text ON DELETE CASCADE, places TEXT NOT NULL,
    sum INTEGER NOT NULL);
  CREATE TABLE file (root INTEGER NOT NULL REFERENCES root ON DELETE CASCADE, path TEXT NOT NULL,
    size INTEGER NOT NULL, modified REAL NOT NULL, changed REAL NOT NULL,
    text INTEGER REFERENCES text ON DELETE CASCADE, PRIMARY KEY (root, path)) WITHOUT ROWID;
  CREATE INDEX file_text ON file (text);
`;
