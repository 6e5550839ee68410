import type { Database, Durably } from './database.ts';

/** Remembers the notifications that windows have shown, by id, and when. Each write is on disk when it returns, so that a restart repeats nothing. */
export function saidTable(database: Database, durably: Durably) {
  const put = database.prepare('INSERT OR REPLACE INTO said (id, at) VALUES (?, ?)');
  const one = database.prepare('SELECT at FROM said WHERE id = ?');
  return {
    put(ids: readonly string[], at: string): void {
      durably(() => {
        for (const id of ids) put.run(id, at);
      });
    },
    at(id: string): string | undefined {
      return (one.get(id) as { at: string } | undefined)?.at;
    },
  };
}
