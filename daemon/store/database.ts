import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Problem } from '../base/problem.ts';
import { migrations } from './schema.ts';

export type Database = DatabaseSync;

/**
 * Opens the store, for its owner alone: write-ahead log (readers never wait for the writer), schema brought up to this
 * program's version in one transaction.
 * @throws Problem `store-newer` where a newer Guardrail wrote it, `store-broken` where it is not a store.
 */
export function openDatabase(file: string): Database {
  let database: DatabaseSync | undefined;
  try {
    ownersOnly(file);
    database = new DatabaseSync(file);
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    migrate(database, file);
    return database;
  } catch (error) {
    // A file that stays open cannot be moved away on Windows.
    database?.close();
    throw error instanceof Problem ? error : storeBroken(file, error);
  }
}

/** SQLite gives the files beside it (`-wal`, `-shm`) the same permissions. */
function ownersOnly(file: string): void {
  if (file === ':memory:') return;
  closeSync(openSync(file, 'a', 0o600));
  if (process.platform !== 'win32') chmodSync(file, 0o600);
}

function migrate(database: Database, file: string): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > migrations.length) throw storeNewer(file, version);
  if (version === migrations.length) return;
  inTransaction(database, () => {
    for (const step of migrations.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

/** All of `work` or nothing of it. */
export function inTransaction<Result>(database: Database, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function storeNewer(file: string, version: number): Problem {
  return new Problem(
    'store-newer',
    {
      en: `The store ${file} has schema ${version}, this Guardrail knows ${migrations.length}.`,
      ja: `ストア ${file} のスキーマは ${version} ですが、この Guardrail が扱えるのは ${migrations.length} までです。`,
    },
    { en: 'Update Guardrail.', ja: 'Guardrail を更新してください。' },
  );
}

function storeBroken(file: string, cause: unknown): Problem {
  return new Problem(
    'store-broken',
    { en: `The store ${file} cannot be opened.`, ja: `ストア ${file} を開けません。` },
    {
      en: 'Move it away (waiting reviews and chosen places are in it) and start again; findings and tickets are read anew.',
      ja: '別の場所に移して（送信待ちのレビューと選択した場所が入っています）再起動してください。検出結果とチケットは読み直されます。',
    },
    cause,
  );
}
