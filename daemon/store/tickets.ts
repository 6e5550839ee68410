import type { TicketRecord } from '../tickets/ticket.ts';
import type { Database } from './database.ts';

/** Tickets as Jira told them. `scope` is the site and project they were read from. */
export function ticketsTable(database: Database) {
  const put = database.prepare(
    'INSERT OR REPLACE INTO tickets (scope, key, record, pass) VALUES (?, ?, ?, ?)',
  );
  const replace = database.prepare('UPDATE tickets SET record = ? WHERE scope = ? AND key = ?');
  const one = database.prepare('SELECT record FROM tickets WHERE scope = ? AND key = ?');
  const keep = database.prepare('UPDATE tickets SET pass = ? WHERE scope = ? AND key = ?');
  const forget = database.prepare('DELETE FROM tickets WHERE scope = ? AND pass < ?');
  const all = database.prepare('SELECT record FROM tickets WHERE scope = ? ORDER BY key');
  const parse = (row: unknown) => JSON.parse((row as { record: string }).record) as TicketRecord;

  return {
    /** Answers whether anything differs from what was known. */
    put(scope: string, ticket: TicketRecord, pass: number): boolean {
      const record = JSON.stringify(ticket);
      const known = one.get(scope, ticket.key) as { record: string } | undefined;
      put.run(scope, ticket.key, record, pass);
      return known?.record !== record;
    },
    /** Newest word on a known ticket between two passes. */
    update(scope: string, ticket: TicketRecord): void {
      replace.run(JSON.stringify(ticket), scope, ticket.key);
    },
    /** Jira named it in this pass, but it could not be read: what was known stays. */
    keep(scope: string, key: string, pass: number): void {
      keep.run(pass, scope, key);
    },
    /** Returns whether any ticket was forgotten. */
    forgetUnseen(scope: string, pass: number): boolean {
      return forget.run(scope, pass).changes > 0;
    },
    all(scope: string): TicketRecord[] {
      return all.all(scope).map(parse);
    },
  };
}
