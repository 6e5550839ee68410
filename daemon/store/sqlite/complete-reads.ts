import type { Source } from '#protocol/findings.ts';
import type { Database } from './database.ts';

export interface Part {
  readonly account: string;
  /** `global` for resources that exist once in an account. */
  readonly region: string;
  readonly source: Source | 'stacks';
}

/** When the first and the last complete reading of each source began. Data that is older than the last one adds nothing there. */
export function completeReadsTable(database: Database) {
  const put = database.prepare(`
    INSERT INTO complete_reads (account, region, source, began_at, first_at) VALUES (:account, :region, :source, :at, :at)
    ON CONFLICT DO UPDATE SET began_at = max(began_at, excluded.began_at)`);
  const one = database.prepare(
    'SELECT began_at FROM complete_reads WHERE account = ? AND region = ? AND source = ?',
  );
  const first = database.prepare(
    'SELECT first_at FROM complete_reads WHERE account = ? AND region = ? AND source = ?',
  );
  const latestFirst = database.prepare(
    'SELECT max(first_at) AS first_at FROM complete_reads WHERE account = ? AND source = ?',
  );
  return {
    put({ account, region, source }: Part, at: string): void {
      put.run({ account, region, source, at });
    },
    /** Whether the source was read completely there after this time. */
    isAfter({ account, region, source }: Part, at: string): boolean {
      const row = one.get(account, region, source) as { began_at: string } | undefined;
      return row !== undefined && row.began_at > at;
    },
    /**
     * When the source was read completely there for the first time. A place that never was, because a part of it cannot be read,
     * counts as known since the last of the account's other places.
     */
    firstAt({ account, region, source }: Part): string | undefined {
      const own = first.get(account, region, source) as { first_at: string | null } | undefined;
      const others = () => latestFirst.get(account, source) as { first_at: string | null };
      return (own ?? others()).first_at ?? undefined;
    },
  };
}
