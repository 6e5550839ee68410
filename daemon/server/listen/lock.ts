import { existsSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { folderUnusable } from '../../configuration/state-folder.ts';
import { Problem, problem } from '../../domain/problems/problem.ts';
import { codeOf } from '../../store/sqlite/damage.ts';
import { storeProblem } from '../../store/sqlite/store-problems.ts';

/** This process's exclusive lock on the state folder. */
export interface Lock {
  /** Whether the file is still the one that was locked: if it was removed, another process may hold a new one. */
  isInPlace(): boolean;
  release(): void;
}

/** SQLite's result codes: another process holds a lock that excludes this one; the file is not a database. */
const busyCode = 5;
const notADatabaseCode = 26;

/**
 * Locks the state folder for this process. An exclusive lock on a SQLite file decides between processes that start at the
 * same time: the operating system releases it when its holder dies, for any reason. The file has no content.
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

/** Returns whether a process, of any version, holds the state folder. */
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
    // The file's content is not needed. The file itself stays, because another process may have locked it.
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

/** A full disk, another user's file and too many open files have their own problems; others are `folder-unusable`. */
export function unusable(file: string, error: unknown): Problem {
  const problem = storeProblem(file, error);
  return problem instanceof Problem ? problem : folderUnusable(path.dirname(file), error);
}
