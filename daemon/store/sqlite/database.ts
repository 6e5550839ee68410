import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { migrations } from './schema.ts';
import { addSums, registerSum } from './sums.ts';

/** The part of a database that tables use: statements that are prepared once. */
export interface Database {
  prepare(sql: string): Pick<StatementSync, 'run' | 'get' | 'all'>;
}

/** Runs a write and returns after all of it is on disk. */
export type Durably = <Result>(write: () => Result) => Result;

/** A newer Guardrail wrote this store. */
export class NewerStore extends Error {
  readonly version: number;

  constructor(version: number) {
    super(`schema ${version}`);
    this.version = version;
  }
}

/**
 * Opens the store's file, which only its owner can access. Uses a write-ahead log (readers never wait for the writer) and
 * migrates the schema to this program's version in one transaction.
 *
 * A power loss may lose the last writes of a sync run, which the next run repeats: `synchronous = NORMAL` does not wait
 * for the disk at every page. Reviews and choices are written with `Connection.durable`.
 * @param check Called before anything is changed. @throws the errors of `check`, NewerStore, errors of Node and of SQLite.
 */
export function openDatabase(file: string, check: (database: DatabaseSync) => void = () => {}): DatabaseSync {
  ownersOnly(file);
  const database = new DatabaseSync(file);
  try {
    registerSum(database);
    // On macOS, `fsync` alone does not wait for the disk.
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA fullfsync = ON;');
    check(database);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    migrate(database);
    return database;
  } catch (error) {
    // A file that stays open cannot be moved away on Windows.
    database.close();
    throw error;
  }
}

/** SQLite gives the files next to it (`-wal`, `-shm`) the same permissions. */
function ownersOnly(file: string): void {
  if (file === ':memory:') return;
  closeSync(openSync(file, 'a', 0o600));
  if (process.platform === 'win32') return;
  chmodSync(file, 0o600);
  syncFolder(path.dirname(file));
}

/** The name of a new file is on disk only after its folder is. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function versionOf(database: DatabaseSync): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

function migrate(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version > migrations.length) throw new NewerStore(version);
  if (version === migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  for (const step of migrations.slice(version)) database.exec(step);
  addSums(database);
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
}
