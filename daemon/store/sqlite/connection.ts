import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Problem } from '../../domain/problems/problem.ts';
import { checkStore, isDamage, isDamageAtOpening } from './damage.ts';
import { type Database, openDatabase } from './database.ts';
import { type Rebuilt, rebuildStore, storeFailsAgain, storeRebuiltDuringWrite } from './rebuild.ts';
import { storeProblem } from './store-problems.ts';

export interface ConnectionListeners {
  onRebuilt(rebuilt: Rebuilt): void;
  /** `trouble` is another problem than before, or has ended. */
  onTrouble(): void;
}

/** After this number of rebuilds, the store is no longer written: the disk damages it repeatedly. */
const maxRebuilds = 3;

/**
 * The only connection to the store. If the file is damaged, at the start or later, the connection moves it aside and rebuilds
 * it, and the call continues with the new file. Other errors of the disk become Problems with their own next step.
 */
export class Connection implements Database {
  private readonly file: string;
  private readonly listeners: ConnectionListeners;
  private database: DatabaseSync;
  private rebuilds = 0;
  private isInTransaction = false;
  private lastTrouble: Problem | undefined;

  /** @throws Problem if the store cannot be opened and cannot be rebuilt. */
  constructor(file: string, listeners: ConnectionListeners) {
    this.file = file;
    this.listeners = listeners;
    try {
      this.database = openDatabase(file, checkStore);
    } catch (error) {
      if (!isDamageAtOpening(error)) throw storeProblem(file, error);
      this.database = this.rebuilt(error);
    }
  }

  /** The problem of the last call that failed to read or write the store. Undefined after a write that succeeds. */
  get trouble(): Problem | undefined {
    return this.lastTrouble;
  }

  prepare(sql: string): Pick<StatementSync, 'run' | 'get' | 'all'> {
    let of: DatabaseSync | undefined;
    let prepared: StatementSync;
    const current = () => {
      if (of !== this.database) {
        prepared = this.database.prepare(sql);
        of = this.database;
      }
      return prepared;
    };
    this.attempt(current);
    const guarded =
      (method: 'run' | 'get' | 'all') =>
      (...values: never[]): never =>
        this.attempt(() => current()[method](...values)) as never;
    return { run: guarded('run'), get: guarded('get'), all: guarded('all') };
  }

  /**
   * Applies all of `work` or nothing of it. Within another transaction, `work` becomes a part of that transaction.
   * @throws Problem `store-rebuilt-during-write` if the file was damaged. The store is usable afterwards.
   */
  transaction<Result>(work: () => Result): Result {
    if (this.isInTransaction) return work();
    this.attempt(() => this.database.exec('BEGIN IMMEDIATE'));
    this.isInTransaction = true;
    try {
      const result = work();
      this.database.exec('COMMIT');
      this.setTrouble(undefined);
      return result;
    } catch (error) {
      this.rollBack();
      if (!isDamage(error)) throw this.troubleOf(error);
      this.database = this.rebuilt(error);
      throw storeRebuiltDuringWrite(error);
    } finally {
      this.isInTransaction = false;
    }
  }

  /**
   * Like `transaction`, but returns after the write is on disk, in the store's own file: a power loss or a damaged log cannot
   * remove it. For reviews and choices, which only the user could repeat. `work` may run twice.
   */
  durable<Result>(work: () => Result): Result {
    if (this.isInTransaction) return work();
    const attempt = () => {
      this.database.exec('PRAGMA synchronous = FULL');
      try {
        const result = this.transaction(work);
        this.checkpoint();
        return result;
      } finally {
        this.database.exec('PRAGMA synchronous = NORMAL');
      }
    };
    const { rebuilds } = this;
    try {
      return attempt();
    } catch (error) {
      if (this.rebuilds === rebuilds) throw error;
      return attempt();
    }
  }

  close(): void {
    this.database.close();
  }

  private attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      // The enclosing transaction ends first.
      if (this.isInTransaction) throw error;
      if (!isDamage(error)) throw this.troubleOf(error);
      this.database = this.rebuilt(error);
      return work();
    }
  }

  /** A commit is on disk already. If the log cannot be emptied, the next write reports why. */
  private checkpoint(): void {
    try {
      this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      if (isDamage(error)) this.database = this.rebuilt(error);
    }
  }

  private troubleOf(error: unknown): unknown {
    const problem = storeProblem(this.file, error);
    if (problem !== error && problem instanceof Problem) this.setTrouble(problem);
    return problem;
  }

  private setTrouble(trouble: Problem | undefined): void {
    if (trouble?.code === this.lastTrouble?.code) return;
    this.lastTrouble = trouble;
    this.listeners.onTrouble();
  }

  private rollBack(): void {
    try {
      this.database.exec('ROLLBACK');
    } catch {
      // SQLite has already rolled back: a full disk ends a transaction at once.
    }
  }

  private rebuilt(cause: unknown): DatabaseSync {
    if (++this.rebuilds > maxRebuilds) throw storeFailsAgain(this.file, cause);
    try {
      if (this.database?.isOpen) this.database.close();
    } catch {
      // The file is moved aside anyway.
    }
    try {
      const { database, rebuilt } = rebuildStore(this.file, cause);
      this.listeners.onRebuilt(rebuilt);
      return database;
    } catch (error) {
      throw storeProblem(this.file, error);
    }
  }
}
