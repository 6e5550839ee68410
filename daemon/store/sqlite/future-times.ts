import type { Database } from './database.ts';

/** Times of the data. Starts of sync runs and the attempts that refer to them are not in this list. */
const timeColumns: Readonly<Record<string, readonly string[]>> = {
  sync_runs: ['ended'],
  observations: ['first_seen', 'seen_at', 'gone_at'],
  findings: ['first_seen', 'resolved_at', 'reopened_at'],
  complete_reads: ['began_at', 'first_at'],
  said: ['at'],
  stack_resources: ['seen_at'],
  stack_templates: ['seen_at'],
  tickets: ['seen_at', 'asked_at'],
  ticket_reads: ['began_at', 'read_at', 'listed_at'],
  board_states: ['read_at'],
  aws_coverage: ['read_at'],
  jira_coverage: ['read_at'],
};

/**
 * Moves every time that is later than `now` to just before `now`: a sync run had a clock in the future. Otherwise the data of
 * later runs would count as older until that future. Starts of sync runs keep their order and stay different.
 *
 * It reads whole tables and prepares its statements when it is called, because hardly any store ever needs it.
 */
export function moveFutureTimesBack(database: Database, now: string): void {
  const before = earlier(now);
  for (const [table, columns] of Object.entries(timeColumns))
    for (const column of columns)
      database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${column} > ?`).run(before, now);
  const starts = [
    database.prepare('UPDATE sync_runs SET started = :moved WHERE started = :start'),
    database.prepare('UPDATE aws_coverage SET tried_at = :moved WHERE tried_at = :start'),
    database.prepare('UPDATE jira_coverage SET tried_at = :moved WHERE tried_at = :start'),
  ];
  // From the earliest, so that no start is moved to one that is still in use.
  for (const move of movesOf(startsOf(database), now).toReversed())
    for (const update of starts) update.run(move);
}

/** Returns the starts of sync runs, the latest first, with those that only an attempt still refers to. */
function startsOf(database: Database): string[] {
  const rows = database
    .prepare(
      `SELECT started FROM sync_runs UNION SELECT tried_at FROM aws_coverage UNION SELECT tried_at FROM jira_coverage
       ORDER BY started DESC`,
    )
    .all() as unknown as { started: string }[];
  return rows.map(({ started }) => started);
}

function movesOf(latestFirst: readonly string[], now: string): { start: string; moved: string }[] {
  const moves: { start: string; moved: string }[] = [];
  let next = now;
  for (const start of latestFirst) {
    if (start < next) break;
    next = earlier(next);
    moves.push({ start, moved: next });
  }
  return moves;
}

function earlier(time: string): string {
  return new Date(Date.parse(time) - 1).toISOString();
}
