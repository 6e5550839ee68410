import { existsSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { folderUnusable } from '../../configuration/state-folder.ts';
import { Problem, problem } from '../../domain/problems/problem.ts';
import { codeOf } from '../../store/sqlite/damage.ts';
import { storeProblem } from '../../store/sqlite/store-problems.ts';

/** The state folder, held by this process alone. */
export interface Lock {
  /** Whether the file is still the one that was locked: where it was removed, another process may hold a new one. */
  isInPlace(): boolean;
  release(): void;
}

/** SQLite's result codes: another process holds a lock that excludes this one; the file is not a database. */
const busyCode = 5;
const notADatabaseCode = 26;

/**
 * Takes the state folder for this process. An exclusive lock on a SQLite file decides between processes that start at
 * once: the operating system gives it back when its holder dies, however it dies. The file holds nothing.
 * @throws Problem `daemon-running` if another process holds it; `folder-unusable` or the disk's own problem.
 */
export function takeLock(stateDir: string): Lock {
  const file = fileOf(stateDir);
  const database = lockedDatabase(stateDir, file);
  const locked = identityOf(file);
  return {
    isInPlace: () => identityOf(file) === locked,
    release: () => database.close(),
  };
}

/** Whether a process, of whatever version, holds the state folder. */
export function isLocked(stateDir: string): boolean {
  if (!existsSync(fileOf(stateDir))) return false;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(fileOf(stateDir), { readOnly: true });
    database.exec('SELECT * FROM sqlite_schema');
    return false;
  } catch (error) {
    return codeOf(error) === busyCode;
  } finally {
    database?.close();
  }
}

function lockedDatabase(stateDir: string, file: string): DatabaseSync {
  try {
    return exclusive(file);
  } catch (error) {
    if (codeOf(error) !== notADatabaseCode) throw problemOf(stateDir, error);
  }
  try {
    // Garbage, which is worth nothing. The same file stays: a lock of another process on it would, too.
    truncateSync(file);
    return exclusive(file);
  } catch (error) {
    throw problemOf(stateDir, error);
  }
}

function exclusive(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function fileOf(stateDir: string): string {
  return path.join(stateDir, 'claim.lock');
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

function problemOf(stateDir: string, error: unknown): Problem {
  return codeOf(error) === busyCode
    ? problem('daemon-running', {}, { cause: error })
    : unusable(fileOf(stateDir), error);
}

/** A full disk, another user's file, too many open files: each has its own sentence. */
export function unusable(file: string, error: unknown): Problem {
  const problem = storeProblem(file, error);
  return problem instanceof Problem ? problem : folderUnusable(path.dirname(file), error);
}
