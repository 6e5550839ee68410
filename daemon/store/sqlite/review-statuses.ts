import type { Database } from './database.ts';

/** Names of statuses in a review column of a site's boards, as a review found them. */
export function reviewStatusesTable(database: Database) {
  const put = database.prepare('INSERT OR IGNORE INTO review_statuses (site, name) VALUES (?, ?)');
  const list = database.prepare('SELECT name FROM review_statuses WHERE site = ? ORDER BY name');
  return {
    put(site: string, name: string): void {
      put.run(site, name);
    },
    of(site: string): string[] {
      return (list.all(site) as unknown as { name: string }[]).map(({ name }) => name);
    },
  };
}
