import type { Database } from './database.ts';

/** Data that Jira can return again is forgotten if no sync run used it for this number of days. */
const maxUnusedDays = 90;
/** Per call, so that no call holds the daemon up. The others wait for the next call. */
const maxForgottenTickets = 2_000;
/** People's verdicts are kept without an end, the latest of them. */
export const maxVerdicts = 20_000;

const dayMs = 24 * 60 * 60_000;

/**
 * Data about selections of tickets, boards, matches and notifications that nothing uses any more. Of a site that an action or a filing still
 * waits for, nothing is forgotten.
 */
export function unusedData(database: Database) {
  const scopes = database.prepare(`
    SELECT scope FROM jira_coverage WHERE tried_at < :before
    UNION SELECT scope FROM ticket_reads WHERE began_at < :before AND scope NOT IN (SELECT scope FROM jira_coverage)`);
  const actionOf = database.prepare('SELECT 1 FROM outbox WHERE scope = ? LIMIT 1');
  const filingOf = database.prepare("SELECT 1 FROM filings WHERE site = ? AND state <> 'withdrawn' LIMIT 1");
  const tickets = database.prepare(
    'DELETE FROM tickets WHERE scope = ? AND key IN (SELECT key FROM tickets WHERE scope = ? LIMIT ?)',
  );
  const reads = database.prepare('DELETE FROM ticket_reads WHERE scope = ?');
  const incomplete = database.prepare('UPDATE jira_coverage SET read_at = NULL WHERE scope = ?');
  const coverage = database.prepare('DELETE FROM jira_coverage WHERE scope = ?');
  const withdrawn = database.prepare("DELETE FROM filings WHERE state = 'withdrawn' AND created_at < ?");
  const boards = database.prepare('DELETE FROM board_states WHERE read_at < ?');
  const said = database.prepare('DELETE FROM said WHERE at < ?');
  const verdicts = database.prepare(`
    DELETE FROM ticket_verdicts WHERE at <= (
      SELECT at FROM ticket_verdicts ORDER BY at DESC LIMIT 1 OFFSET ?)`);

  function isNeeded(scope: string): boolean {
    const [site = ''] = scope.split(' ', 1);
    return actionOf.get(site) !== undefined || filingOf.get(site) !== undefined;
  }

  return {
    /** Runs in the caller's transaction. @param now ISO 8601 */
    forget(now: string): void {
      const before = new Date(Date.parse(now) - maxUnusedDays * dayMs).toISOString();
      let left = maxForgottenTickets;
      for (const { scope } of scopes.all({ before }) as unknown as { scope: string }[]) {
        if (left === 0 || isNeeded(scope)) continue;
        // First: if the selection is used again, it is read from the beginning.
        reads.run(scope);
        incomplete.run(scope);
        const forgotten = Number(tickets.run(scope, scope, left).changes);
        if (forgotten < left) coverage.run(scope);
        left -= forgotten;
      }
      withdrawn.run(before);
      boards.run(before);
      said.run(before);
      verdicts.run(maxVerdicts);
    },
  };
}
