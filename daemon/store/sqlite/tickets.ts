import type { LeftStatus } from '../../domain/tickets/reopened.ts';
import type { ReadRemoteLinks, TicketName, TicketRecord, TicketStatus } from '../../domain/tickets/ticket.ts';
import type { KnownName } from '../store.ts';
import type { Database } from './database.ts';

/** For this time, a ticket that Jira itself returned counts more than a search that contradicts it. */
const searchLagMs = 10 * 60_000;

/** The texts of all rows at once would take more memory than the tickets. */
const maxChunkRows = 1_000;

interface Row {
  record: string;
  asked_at: string | null;
}

interface NameRow {
  key: string;
  id: string | null;
}

/** A ticket that the store contains. */
export interface KnownTicket {
  readonly ticket: TicketRecord;
  /** ISO 8601: when Jira last returned the ticket itself, not in a search. */
  readonly readAt?: string;
}

/**
 * Tickets as Jira returned them. `scope` is the site and project from which they were read. The results of Jira's search may be
 * minutes old, so they never replace newer data or a ticket that Jira itself has just returned.
 */
export function ticketsTable(database: Database) {
  const seenAgain = database.prepare(
    'UPDATE tickets SET seen_at = max(seen_at, ?) WHERE scope = ? AND key = ? AND record = ?',
  );
  const put = database.prepare(`
    INSERT INTO tickets (scope, key, id, record, seen_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET id = excluded.id, record = excluded.record, seen_at = max(seen_at, excluded.seen_at)`);
  const replace = database.prepare(
    'UPDATE tickets SET id = ?, record = ?, asked_at = ? WHERE scope = ? AND key = ?',
  );
  const one = database.prepare('SELECT record, asked_at FROM tickets WHERE scope = ? AND key = ?');
  const keep = database.prepare('UPDATE tickets SET seen_at = max(seen_at, ?) WHERE scope = ? AND key = ?');
  const forget = database.prepare('DELETE FROM tickets WHERE scope = ? AND key = ?');
  const all = database.prepare(
    'SELECT key, record FROM tickets WHERE scope = ? AND key > ? ORDER BY key LIMIT ?',
  );
  const count = database.prepare('SELECT count(*) AS count FROM tickets WHERE scope = ?');
  const unseen = database.prepare(
    'SELECT key, id FROM tickets WHERE scope = ? AND seen_at < ? ORDER BY seen_at, key LIMIT ?',
  );
  const asked = database.prepare(
    'SELECT key, id FROM tickets WHERE scope = ? AND asked_at >= ? ORDER BY asked_at DESC LIMIT ?',
  );
  const sameId = database.prepare('SELECT key, id FROM tickets WHERE scope = ? AND id = ? AND key <> ?');
  const statuses = database.prepare(`
    SELECT json_extract(record, '$.status') AS status, min(key) AS key FROM tickets WHERE scope = ?
    GROUP BY status, rtrim(key, '0123456789')`);
  const names = database.prepare(`
    SELECT key, id, json_extract(record, '$.status.category') AS category, json_extract(record, '$.updated') AS updated
    FROM tickets WHERE scope = ? ORDER BY seen_at, key`);
  const oneLeft = database.prepare('SELECT left_statuses FROM tickets WHERE scope = ? AND key = ?');
  const allLeft = database.prepare(
    'SELECT key, left_statuses FROM tickets WHERE scope = ? AND left_statuses IS NOT NULL',
  );
  const links = database.prepare(
    'SELECT key, remote_links FROM tickets WHERE scope = ? AND remote_links IS NOT NULL',
  );
  const oneLinks = database.prepare('SELECT remote_links FROM tickets WHERE scope = ? AND key = ?');
  const putLinks = database.prepare('UPDATE tickets SET remote_links = ? WHERE scope = ? AND key = ?');
  const putLeft = database.prepare('UPDATE tickets SET left_statuses = ? WHERE scope = ? AND key = ?');
  const parseLeft = (text: string | null | undefined) =>
    text === null || text === undefined ? [] : (JSON.parse(text) as LeftStatus[]);
  const parse = (row: unknown) => JSON.parse((row as Row).record) as TicketRecord;

  function get(scope: string, key: string): KnownTicket | undefined {
    const row = one.get(scope, key) as Row | undefined;
    return row && { ticket: parse(row), ...(row.asked_at !== null && { readAt: row.asked_at }) };
  }

  return {
    get,
    isOutdated,
    /** Returns whether the ticket is unchanged. Most tickets of a sync run are. */
    seenAgain(scope: string, ticket: TicketRecord, at: string): boolean {
      return seenAgain.run(at, scope, ticket.key, JSON.stringify(ticket)).changes > 0;
    },
    put(scope: string, ticket: TicketRecord, at: string): void {
      put.run(scope, ticket.key, ticket.id ?? null, JSON.stringify(ticket), at);
    },
    /** Writes a known ticket that Jira itself returned. Returns whether anything differs. */
    replace(scope: string, ticket: TicketRecord, at: string): boolean {
      const record = JSON.stringify(ticket);
      const known = one.get(scope, ticket.key) as Row | undefined;
      replace.run(ticket.id ?? null, record, at, scope, ticket.key);
      return known !== undefined && known.record !== record;
    },
    remoteLinks(scope: string): Map<string, ReadRemoteLinks> {
      const rows = links.all(scope) as unknown as { key: string; remote_links: string }[];
      return new Map(rows.map((row) => [row.key, JSON.parse(row.remote_links) as ReadRemoteLinks]));
    },
    /** Writes the links of a known ticket. Returns whether a ticket's links differ from those that were read before. */
    putLinks(scope: string, key: string, read: ReadRemoteLinks): boolean {
      const row = oneLinks.get(scope, key) as { remote_links: string | null } | undefined;
      if (!row) return false;
      putLinks.run(JSON.stringify(read), scope, key);
      const before =
        row.remote_links === null ? undefined : (JSON.parse(row.remote_links) as ReadRemoteLinks);
      return before === undefined || contentOf(before) !== contentOf(read);
    },
    /** Notes that the ticket still exists. Its data stays. */
    keep(scope: string, key: string, at: string): void {
      keep.run(at, scope, key);
    },
    /** Returns whether the ticket was known. */
    forget(scope: string, key: string): boolean {
      return forget.run(scope, key).changes > 0;
    },
    outdated(scope: string, listed: readonly TicketRecord[], now: string): TicketRecord[] {
      return listed.filter((ticket) => {
        const row = one.get(scope, ticket.key) as Row | undefined;
        if (!row || row.record === JSON.stringify(ticket)) return false;
        const known = { ticket: parse(row), ...(row.asked_at !== null && { readAt: row.asked_at }) };
        return isOutdated(ticket, known, now);
      });
    },
    unseen(scope: string, since: string, limit: number): TicketName[] {
      return unseen.all(scope, since, limit).map((row) => nameOf(row as unknown as NameRow));
    },
    readLately(scope: string, now: string, limit: number): TicketName[] {
      const since = new Date(Date.parse(now) - searchLagMs).toISOString();
      return asked.all(scope, since, limit).map((row) => nameOf(row as unknown as NameRow));
    },
    renamed(scope: string, listed: readonly TicketRecord[]): TicketName[] {
      return listed.flatMap(({ id, key }) =>
        id === undefined ? [] : sameId.all(scope, id, key).map((row) => nameOf(row as unknown as NameRow)),
      );
    },
    names(scope: string): KnownName[] {
      return (names.all(scope) as unknown as (NameRow & { category: string; updated: string })[]).map(
        ({ category, updated, ...name }) => ({ ...nameOf(name), isDone: category === 'done', updated }),
      );
    },
    statuses(scope: string): { status: TicketStatus; key: string }[] {
      return (statuses.all(scope) as unknown as { status: string; key: string }[]).map(({ status, key }) => ({
        status: JSON.parse(status) as TicketStatus,
        key,
      }));
    },
    /** Returns the statuses that a ticket left, in that order. */
    leftStatuses(scope: string, key: string): LeftStatus[] {
      const row = oneLeft.get(scope, key) as { left_statuses: string | null } | undefined;
      return parseLeft(row?.left_statuses);
    },
    putLeftStatuses(scope: string, key: string, left: readonly LeftStatus[]): void {
      putLeft.run(JSON.stringify(left), scope, key);
    },
    allLeftStatuses(scope: string): Map<string, LeftStatus[]> {
      const rows = allLeft.all(scope) as unknown as { key: string; left_statuses: string }[];
      return new Map(rows.map((row) => [row.key, parseLeft(row.left_statuses)]));
    },
    has: (scope: string, key: string): boolean => one.get(scope, key) !== undefined,
    count(scope: string): number {
      return (count.get(scope) as { count: number }).count;
    },
    all(scope: string): TicketRecord[] {
      const tickets: TicketRecord[] = [];
      for (let after = ''; ; ) {
        const rows = all.all(scope, after, maxChunkRows) as unknown as (Row & { key: string })[];
        for (const row of rows) tickets.push(parse(row));
        if (rows.length < maxChunkRows) return tickets;
        after = rows.at(-1)?.key ?? '';
      }
    },
  };
}

/** A later reading of the same links differs in its times. */
function contentOf({ globalIds, arns, links, updated }: ReadRemoteLinks): string {
  return JSON.stringify([globalIds, arns, links, updated]);
}

/** If a site does not say when a ticket was updated, only a ticket that Jira itself has just returned counts as newer. */
function isOutdated(listed: TicketRecord, { ticket, readAt }: KnownTicket, now: string): boolean {
  const difference = Date.parse(listed.updated) - Date.parse(ticket.updated);
  if (difference < 0) return true;
  return !(difference > 0) && readAt !== undefined && Date.parse(now) - Date.parse(readAt) < searchLagMs;
}

function nameOf({ key, id }: NameRow): TicketName {
  return id === null ? { key } : { key, id };
}
