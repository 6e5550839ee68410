import type { TicketState } from '#protocol/tickets.ts';
import type { Database } from './database.ts';

/** The states of statuses by the columns of the boards of a project, by the status's id. */
export function boardStatesTable(database: Database) {
  const put = database.prepare(
    'INSERT OR REPLACE INTO board_states (site, project, states, read_at) VALUES (?, ?, ?, ?)',
  );
  const list = database.prepare('SELECT states FROM board_states WHERE site = ? ORDER BY project');
  const read = database.prepare('SELECT read_at FROM board_states WHERE site = ? AND project = ?');
  return {
    put(site: string, project: string, states: ReadonlyMap<string, TicketState>, readAt: string): void {
      put.run(site, project, JSON.stringify([...states]), readAt);
    },
    of(site: string): Map<string, TicketState> {
      const rows = list.all(site) as unknown as { states: string }[];
      return new Map(rows.flatMap(({ states }) => JSON.parse(states) as [string, TicketState][]));
    },
    readAt(site: string, project: string): string | undefined {
      return (read.get(site, project) as { read_at: string } | undefined)?.read_at;
    },
  };
}
