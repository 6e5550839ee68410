import type { Source } from '#protocol/findings.ts';
import type { Database } from './database.ts';

export interface Part {
  readonly account: string;
  /** `global` for resources that exist once in an account. */
  readonly region: string;
  readonly source: Source | 'stacks';
}

/** When the last complete reading of each source began. Older data that arrives later adds nothing there. */
export function completeReadsTable(database: Database) {
  const put = database.prepare(`
    INSERT INTO complete_reads (account, region, source, began_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET began_at = max(began_at, excluded.began_at)`);
  const one = database.prepare(
    'SELECT began_at FROM complete_reads WHERE account = ? AND region = ? AND source = ?',
  );
  return {
    put({ account, region, source }: Part, at: string): void {
      put.run(account, region, source, at);
    },
    /** Whether the source was read completely there after this time. */
    isAfter({ account, region, source }: Part, at: string): boolean {
      const row = one.get(account, region, source) as { began_at: string } | undefined;
      return row !== undefined && row.began_at > at;
    },
  };
}
