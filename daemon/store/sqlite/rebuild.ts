import { existsSync, renameSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { type Problem, problem } from '../../domain/problems/problem.ts';
import { openDatabase } from './database.ts';
import { restore, type Salvaged, salvage } from './salvage.ts';

/** How a damaged store was rebuilt. */
export interface Rebuilt {
  /** Where the damaged file is now. */
  readonly aside: string;
  readonly saved: Salvaged;
  readonly cause: unknown;
}

/**
 * Moves a damaged store and the files that belong to it aside, and makes a new one with the rows that could be saved. The
 * file must not be open.
 */
export function rebuildStore(file: string, cause: unknown): { database: DatabaseSync; rebuilt: Rebuilt } {
  const aside = freeName(file);
  // Before anything is read: reading a file recovers its log, which changes it.
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  const saved = salvage(aside);
  const database = openDatabase(file);
  restore(database, saved);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return { database, rebuilt: { aside, saved, cause } };
}

/** Returns a path next to the store: `guardrail.damaged-20261128T193000Z.db`. */
function freeName(file: string): string {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  for (let number = 1; ; number++) {
    const name = file.replace(/(\.db)?$/, `.damaged-${stamp}${number > 1 ? `-${number}` : ''}.db`);
    if (!existsSync(name)) return name;
  }
}

/** Returns the Problem of a rebuilt store, which is reported until the daemon ends. */
export function storeRebuilt({ aside, saved }: Rebuilt): Problem {
  const { reviews, filings, choices, damagedReviews, damagedFilings, isWhole } = saved;
  const isLossy = damagedReviews.length > 0 || damagedFilings > 0 || !isWhole;
  return problem(isLossy ? 'store-rebuilt-with-losses' : 'store-rebuilt', {
    aside,
    reviews: reviews.length,
    filings: filings.length,
    choices: choices.length,
    damagedReviews: damagedReviews.length,
    damagedFilings,
    tickets: damagedReviews.filter((ticket) => /^[A-Z][A-Z0-9_]*-\d+$/.test(ticket)),
    isWhole,
  });
}

/** Returns the Problem of a write that was interrupted: its changes are not in the new store. */
export function storeRebuiltDuringWrite(cause: unknown): Problem {
  return problem('store-rebuilt-during-write', {}, { cause });
}

export function storeFailsAgain(file: string, cause: unknown): Problem {
  return problem('store-fails-again', { file }, { cause });
}
