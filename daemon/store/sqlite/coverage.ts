import type { AwsCoverage, Coverage, JiraCoverage } from '../../domain/coverage.ts';
import type { Note } from '../../domain/problems/note.ts';
import type { SyncRunRecord } from '../store.ts';
import type { Database, Durably } from './database.ts';
import { moveFutureTimesBack } from './future-times.ts';

/** If a run began later than this after now, the clock was wrong then. A smaller difference is a correction of the clock. */
const maxClockSkewMs = 5 * 60_000;

/** Which parts of AWS and Jira were read and when, which parts could not be read, and the sync runs that tried. */
export function coverageTables(database: Database, durably: Durably) {
  const writeAws = database.prepare(`
    INSERT INTO aws_coverage (account, region, source, tried_at, read_at, problem, note, skipped)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET tried_at = excluded.tried_at, read_at = coalesce(excluded.read_at, read_at),
      problem = excluded.problem, note = excluded.note, skipped = excluded.skipped
    WHERE excluded.tried_at >= tried_at`);
  const writeJira = database.prepare(`
    INSERT INTO jira_coverage (scope, tried_at, read_at, problem, note) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET tried_at = excluded.tried_at, read_at = coalesce(excluded.read_at, read_at),
      problem = excluded.problem, note = excluded.note
    WHERE excluded.tried_at >= tried_at`);
  const oneAws = database.prepare(
    'SELECT * FROM aws_coverage WHERE account = ? AND region = ? AND source = ?',
  );
  const oneJira = database.prepare('SELECT * FROM jira_coverage WHERE scope = ?');
  const awsOfRun = database.prepare(
    'SELECT * FROM aws_coverage WHERE tried_at = ? ORDER BY account, region, source',
  );
  const jiraOfRun = database.prepare('SELECT * FROM jira_coverage WHERE tried_at = ? ORDER BY scope');
  const runsSince = '(SELECT started FROM sync_runs WHERE team = :team AND started >= :since)';
  const awsOfTeam = database.prepare(
    `SELECT * FROM aws_coverage WHERE tried_at IN ${runsSince} ORDER BY account, region, source`,
  );
  const jiraOfTeam = database.prepare(
    `SELECT * FROM jira_coverage WHERE tried_at IN ${runsSince} ORDER BY scope`,
  );
  const tried = database.prepare(
    'SELECT DISTINCT account, region FROM aws_coverage INDEXED BY aws_coverage_by_time WHERE tried_at >= ?',
  );
  const newest = database.prepare('SELECT max(started) AS started FROM sync_runs');
  const forget = database.prepare(
    'DELETE FROM sync_runs WHERE team = :team AND started < (SELECT max(started) FROM sync_runs WHERE team = :team AND ended IS NOT NULL)',
  );
  const begin = database.prepare('INSERT INTO sync_runs (started, team) VALUES (?, ?)');
  const end = database.prepare('UPDATE sync_runs SET ended = ?, complete = ? WHERE started = ?');
  const last = database.prepare(
    'SELECT * FROM sync_runs WHERE team = ? AND ended IS NOT NULL ORDER BY started DESC LIMIT 1',
  );

  return {
    beginRun(team: string, now: string): string {
      const newestStart = () => (newest.get() as { started: string | null }).started;
      let before = newestStart();
      if (before !== null && Date.parse(before) - Date.parse(now) > maxClockSkewMs) {
        durably(() => moveFutureTimesBack(database, now));
        before = newestStart();
      }
      const started = before === null || before < now ? now : new Date(Date.parse(before) + 1).toISOString();
      begin.run(started, team);
      // A run is compared with the last one that ended. One row a run would grow for as long as the store is used.
      forget.run({ team });
      return started;
    },
    endRun(started: string, ended: string, complete: boolean): void {
      end.run(ended, complete ? 1 : 0, started);
    },
    lastRun(team: string): SyncRunRecord | undefined {
      const row = last.get(team) as { started: string; ended: string; complete: number } | undefined;
      return row && { started: row.started, ended: row.ended, complete: row.complete === 1 };
    },
    /**
     * Returns whether anything except the times differs: the part was read for the first time, or has another problem or note
     * than before. The result of a later attempt stays.
     */
    record(coverage: Coverage, at: string): boolean {
      const readAt = coverage.readAt ?? null;
      const problem = coverage.problem ? JSON.stringify(coverage.problem) : null;
      const note = coverage.note ? JSON.stringify(coverage.note) : null;
      let known: StateRow | undefined;
      let written: number | bigint;
      if (coverage.of === 'aws') {
        const { account, region, source, skipped } = coverage;
        known = oneAws.get(account, region, source) as StateRow | undefined;
        written = writeAws.run(account, region, source, at, readAt, problem, note, skipped ? 1 : 0).changes;
      } else {
        known = oneJira.get(coverage.scope) as StateRow | undefined;
        written = writeJira.run(coverage.scope, at, readAt, problem, note).changes;
      }
      if (!written) return false;
      return known?.problem !== problem || known.note !== note || (readAt !== null && known.read_at === null);
    },
    ofRun(started: string): Coverage[] {
      return [...awsOfRun.all(started).map(fromAws), ...jiraOfRun.all(started).map(fromJira)];
    },
    ofTeam(team: string, since: string): Coverage[] {
      const parameters = { team, since };
      return [...awsOfTeam.all(parameters).map(fromAws), ...jiraOfTeam.all(parameters).map(fromJira)];
    },
    triedSince(since: string): { account: string; region: string }[] {
      return tried.all(since) as unknown as { account: string; region: string }[];
    },
    ticketsReadAt(scope: string): string | undefined {
      return (oneJira.get(scope) as StateRow | undefined)?.read_at ?? undefined;
    },
  };
}

interface StateRow {
  read_at: string | null;
  problem: string | null;
  note: string | null;
}

interface AwsRow extends StateRow {
  account: string;
  region: string;
  source: AwsCoverage['source'];
  skipped: number;
}

function fromAws(row: unknown): AwsCoverage {
  const { account, region, source, skipped, ...state } = row as AwsRow;
  return { of: 'aws', account, region, source, ...stateOf(state), ...(skipped === 1 && { skipped: true }) };
}

function fromJira(row: unknown): JiraCoverage {
  const { scope, ...state } = row as StateRow & { scope: string };
  return { of: 'jira', scope, ...stateOf(state) };
}

function stateOf({ read_at: readAt, problem, note }: StateRow) {
  return {
    ...(readAt !== null && { readAt }),
    ...(problem !== null && { problem: JSON.parse(problem) as Note }),
    ...(note !== null && { note: JSON.parse(note) as Note }),
  };
}
