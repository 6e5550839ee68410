import { existsSync, renameSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../../base/problem.ts';
import { openDatabase } from './database.ts';
import { restore, type Salvaged, salvage } from './salvage.ts';

/** What became of a damaged store. */
export interface Rebuilt {
  /** Where the damaged file is now. */
  readonly aside: string;
  readonly saved: Salvaged;
  readonly cause: unknown;
}

/**
 * Moves a damaged store aside, with the files that belong to it, and makes a new one of what could be saved. Nothing may
 * have it open.
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

/** `guardrail.damaged-20261128T193000Z.db` beside the store. */
function freeName(file: string): string {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  for (let number = 1; ; number++) {
    const name = file.replace(/(\.db)?$/, `.damaged-${stamp}${number > 1 ? `-${number}` : ''}.db`);
    if (!existsSync(name)) return name;
  }
}

/** Reported until the daemon ends. */
export function storeRebuilt({ aside, saved }: Rebuilt): Problem {
  const { reviews, choices, damagedReviews, isWhole } = saved;
  const tickets = damagedReviews.filter((ticket) => /^[A-Z][A-Z0-9_]*-\d+$/.test(ticket)).join(', ');
  const lost = damagedReviews.length > 0 || !isWhole;
  const which = tickets && ` (${tickets})`;
  return new Problem(
    lost ? 'store-rebuilt-with-losses' : 'store-rebuilt',
    {
      en: `The store was damaged and is rebuilt: ${reviews.length} waiting reviews and ${choices.length} chosen links were saved. ${
        damagedReviews.length > 0
          ? `${damagedReviews.length} waiting reviews${which} are damaged and are not sent. `
          : ''
      }${isWhole ? '' : 'Not all of it could be read: waiting reviews may be lost. '}The old file is ${aside}.`,
      ja: `ストアが破損していたため再構築しました。送信待ちのレビュー ${reviews.length} 件と選択した紐づけ ${choices.length} 件を復元しました。${
        damagedReviews.length > 0
          ? `送信待ちのレビュー ${damagedReviews.length} 件${which}は破損しているため送信しません。`
          : ''
      }${isWhole ? '' : '一部を読み取れなかったため、送信待ちのレビューが失われた可能性があります。'}元のファイルは ${aside} にあります。`,
    },
    lost
      ? {
          en: 'Look at the tickets you reviewed last, and review those again that are not in review; findings and tickets are read again.',
          ja: '最近レビューしたチケットを確認し、レビュー中になっていないものはもう一度レビューしてください。検出結果とチケットは読み直されます。',
        }
      : {
          en: 'Nothing needs to be done: findings and tickets are read again.',
          ja: '操作は不要です。検出結果とチケットは読み直されます。',
        },
  );
}

/** The page that was being written is not in the new store. */
export function storeRebuiltMeanwhile(cause: unknown): Problem {
  return new Problem(
    'store-rebuilt-meanwhile',
    {
      en: 'The store was found damaged and was rebuilt meanwhile.',
      ja: 'ストアの破損が見つかり、その間に再構築されました。',
    },
    { en: 'Refresh again.', ja: 'もう一度更新してください。' },
    cause,
  );
}

export function storeFailsAgain(file: string, cause: unknown): Problem {
  return new Problem(
    'store-fails-again',
    {
      en: `The store ${file} was rebuilt and is damaged again.`,
      ja: `ストア ${file} は再構築後に再び破損しました。`,
    },
    {
      en: 'Check the disk, or set GUARDRAIL_STATE_DIR to a folder on another one.',
      ja: 'ディスクを確認するか、GUARDRAIL_STATE_DIR に別のディスクのフォルダーを指定してください。',
    },
    cause,
  );
}
