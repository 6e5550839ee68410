import type { TicketName, TicketRecord } from '../../domain/tickets/ticket.ts';
import type { Database } from './database.ts';

/** For so long, a ticket that was read itself is believed more than a search that contradicts it. */
const searchLagMs = 10 * 60_000;

interface Row {
  record: string;
  asked_at: string | null;
}

/**
 * Tickets as Jira told them. `scope` is the site and project they were read from. Jira's search may show a ticket as it
 * was some time ago, so what it says never replaces what is newer, nor what the ticket itself has just said.
 */
export function ticketsTable(database: Database) {
  const put = database.prepare(`
    INSERT INTO tickets (scope, key, record, pass) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET record = excluded.record, pass = excluded.pass`);
  const replace = database.prepare('UPDATE tickets SET record = ?, asked_at = ? WHERE scope = ? AND key = ?');
  const one = database.prepare('SELECT record, asked_at FROM tickets WHERE scope = ? AND key = ?');
  const keep = database.prepare('UPDATE tickets SET pass = ? WHERE scope = ? AND key = ?');
  const forget = database.prepare('DELETE FROM tickets WHERE scope = ? AND key = ?');
  const all = database.prepare('SELECT record FROM tickets WHERE scope = ? ORDER BY key');
  const count = database.prepare('SELECT count(*) AS count FROM tickets WHERE scope = ?');
  const unseen = database.prepare(
    'SELECT record FROM tickets WHERE scope = ? AND pass < ? ORDER BY pass, key LIMIT ?',
  );
  const asked = database.prepare(
    'SELECT record FROM tickets WHERE scope = ? AND asked_at >= ? ORDER BY asked_at DESC LIMIT ?',
  );
  const parse = (row: unknown) => JSON.parse((row as Row).record) as TicketRecord;

  return {
    /**
     * What a search says of a ticket. `stale`: not taken, because what is known is newer or was just read from the ticket
     * itself; else whether anything differs from what was known.
     */
    put(scope: string, ticket: TicketRecord, pass: number, at: string): 'changed' | 'same' | 'stale' {
      const record = JSON.stringify(ticket);
      const known = one.get(scope, ticket.key) as Row | undefined;
      const isSame = known?.record === record;
      if (known && !isSame && isStale(ticket, parse(known), known.asked_at, at)) {
        keep.run(pass, scope, ticket.key);
        return 'stale';
      }
      put.run(scope, ticket.key, record, pass);
      return isSame ? 'same' : 'changed';
    },
    /** What a known ticket itself has just said. Returns whether anything differs. */
    update(scope: string, ticket: TicketRecord, at: string): boolean {
      const record = JSON.stringify(ticket);
      const known = one.get(scope, ticket.key) as Row | undefined;
      replace.run(record, at, scope, ticket.key);
      return known !== undefined && known.record !== record;
    },
    /** When the ticket itself was read last. */
    askedAt(scope: string, key: string): string | undefined {
      return (one.get(scope, key) as Row | undefined)?.asked_at ?? undefined;
    },
    /** It is still there, whatever is known of it: it counts as seen in this pass. */
    keep(scope: string, key: string, pass: number): void {
      keep.run(pass, scope, key);
    },
    /** Returns whether it was known. */
    forget(scope: string, key: string): boolean {
      return forget.run(scope, key).changes > 0;
    },
    /** Those that a pass has not seen, the longest unseen first. */
    unseen(scope: string, pass: number, limit: number): TicketName[] {
      return unseen.all(scope, pass, limit).map((row) => nameOf(parse(row)));
    },
    /** Ids of those that themselves were read of late, the latest first: what a search may not know yet. */
    askedLately(scope: string, at: string, limit: number): string[] {
      const since = new Date(Date.parse(at) - searchLagMs).toISOString();
      return asked.all(scope, since, limit).flatMap((row) => parse(row).id ?? []);
    },
    count(scope: string): number {
      return (count.get(scope) as { count: number }).count;
    },
    all(scope: string): TicketRecord[] {
      return all.all(scope).map(parse);
    },
  };
}

/** Where a site does not say when a ticket was updated, only what was just asked for counts as newer. */
function isStale(found: TicketRecord, known: TicketRecord, askedAt: string | null, at: string): boolean {
  const difference = Date.parse(found.updated) - Date.parse(known.updated);
  if (difference < 0) return true;
  return !(difference > 0) && askedAt !== null && Date.parse(at) - Date.parse(askedAt) < searchLagMs;
}

function nameOf({ key, id }: TicketRecord): TicketName {
  return id === undefined ? { key } : { key, id };
}
