import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../daemon/store/sqlite/database.ts';
import { tablesOf } from '../../../daemon/store/sqlite/tables.ts';

/** Statements that read a whole table on purpose: once for a sync run or a snapshot, never for a row. */
const wholeTables = [
  'SELECT name, identifier FROM rules',
  'SELECT * FROM stack_templates',
  'SELECT * FROM link_choices ORDER BY',
  'SELECT * FROM outbox ORDER BY',
  'SELECT * FROM past_actions ORDER BY',
  // One row for each selection of tickets or project, or the times of verdicts: once for a sync run.
  'SELECT scope FROM jira_coverage WHERE tried_at < :before UNION',
  "DELETE FROM filings WHERE state = 'withdrawn'",
  'DELETE FROM board_states WHERE read_at < ?',
  'DELETE FROM ticket_verdicts WHERE at <= (',
  // Of the times alone, to forget the oldest of many.
  'DELETE FROM past_actions WHERE confirmed_at <= (',
];

const database = openDatabase(':memory:');
afterAll(() => database.close());

/** Returns every statement that the store prepares. */
function statements(): string[] {
  const prepared: string[] = [];
  const recording = {
    prepare(sql: string) {
      prepared.push(sql.replaceAll(/\s+/g, ' ').trim());
      return database.prepare(sql);
    },
  } as Pick<Database, 'prepare'> as Database;
  tablesOf(recording);
  return prepared;
}

function planOf(sql: string): string[] {
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as unknown as { detail: string }[];
  return rows.map(({ detail }) => detail);
}

describe('every statement of the store', () => {
  let all: string[];
  beforeAll(() => {
    all = statements();
  });

  it('finds its rows by an index, unless its purpose is to read a whole table', () => {
    const scanning = all.filter((sql) => planOf(sql).some((step) => /^SCAN (?!CONSTANT ROW)/.test(step)));
    const unexpected = scanning.filter((sql) => !wholeTables.some((whole) => sql.startsWith(whole)));

    expect(all.length).toBeGreaterThan(25);
    expect(unexpected.map((sql) => [sql, ...planOf(sql)])).toEqual([]);
  });

  it('finds the findings of a resource or a rule without the other findings of their account', () => {
    const finding = all.filter((sql) =>
      /^(SELECT \*|SELECT DISTINCT|UPDATE).* (findings|observations) /.test(sql),
    );
    const plans = new Set(finding.flatMap(planOf));

    expect(plans).toEqual(
      new Set([
        'SEARCH findings USING PRIMARY KEY (key=?)',
        'SEARCH findings USING INDEX findings_by_resource (account=? AND resource_type=? AND resource_id=?)',
        'SEARCH observations USING PRIMARY KEY (finding=? AND source=? AND rule=?)',
        'SCALAR SUBQUERY 1',
        'SEARCH observations USING PRIMARY KEY (finding=?)',
        'SEARCH observations USING INDEX observations_by_place (account=? AND source=? AND region=?)',
        'SEARCH observations USING INDEX observations_by_rule (rule=? AND source=?)',
      ]),
    );
  });
});
