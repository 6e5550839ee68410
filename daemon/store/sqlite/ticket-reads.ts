import type { TicketProgress } from '../../domain/tickets/progress.ts';
import type { UnreadableTicket } from '../../domain/tickets/ticket.ts';
import type { Database } from './database.ts';

interface Row {
  began_at: string;
  updated: string | null;
  read_at: string | null;
  listed_at: string | null;
  count: number | null;
  unreadable: string | null;
}

/** How far the tickets of each scope were read. */
export function ticketReadsTable(database: Database) {
  const put = database.prepare(`
    INSERT OR REPLACE INTO ticket_reads (scope, began_at, updated, read_at, listed_at, count, unreadable)
    VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const get = database.prepare('SELECT * FROM ticket_reads WHERE scope = ?');
  return {
    put(scope: string, { beganAt, updated, readAt, listedAt, count, unreadable }: TicketProgress): void {
      const list = unreadable && unreadable.length > 0 ? JSON.stringify(unreadable) : null;
      put.run(scope, beganAt, updated ?? null, readAt ?? null, listedAt ?? null, count ?? null, list);
    },
    get(scope: string): TicketProgress | undefined {
      const row = get.get(scope) as Row | undefined;
      return (
        row && {
          beganAt: row.began_at,
          ...(row.updated !== null && { updated: row.updated }),
          ...(row.read_at !== null && { readAt: row.read_at }),
          ...(row.listed_at !== null && { listedAt: row.listed_at }),
          ...(row.count !== null && { count: row.count }),
          ...(row.unreadable !== null && { unreadable: JSON.parse(row.unreadable) as UnreadableTicket[] }),
        }
      );
    },
  };
}
