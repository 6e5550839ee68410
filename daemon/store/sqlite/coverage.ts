import type { CoverageEntry } from '#protocol/status.ts';
import type { Text } from '../../base/text.ts';
import type { Database } from './database.ts';

export interface CoverageRecord {
  readonly account: string;
  readonly region: string;
  readonly source: CoverageEntry['source'];
  /** When it was last read in full. */
  readonly readAt?: string;
  /** Why the last attempt failed. */
  readonly problem?: Text;
  /** What limits the last reading; where there was none (`unread`), why that is not a failure. */
  readonly note?: Text;
  /** Not read in the last attempt, and nothing has to be fixed: the region is off, or denied by policy. */
  readonly unread?: true;
}

export interface SyncRunRecord {
  readonly id: number;
  readonly started: string;
  readonly ended?: string;
  readonly complete: boolean;
}

/** Which places were read, when, and which could not be; and the passes that tried. */
export function coverageTables(database: Database) {
  const write = database.prepare(`
    INSERT INTO coverage (account, region, source, pass, read_at, problem, note, unread) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE
    SET pass = excluded.pass, read_at = coalesce(excluded.read_at, read_at), problem = excluded.problem,
      note = excluded.note, unread = excluded.unread`);
  const ofRun = database.prepare('SELECT * FROM coverage WHERE pass = ? ORDER BY account, region, source');
  const ofTeam = database.prepare(`
    SELECT * FROM coverage WHERE pass >= :since AND pass IN (SELECT id FROM passes WHERE team = :team AND id >= :since)
    ORDER BY account, region, source`);
  const tried = database.prepare(
    "SELECT DISTINCT account, region FROM coverage INDEXED BY coverage_by_pass WHERE pass >= ? AND source <> 'tickets'",
  );
  const one = database.prepare('SELECT * FROM coverage WHERE account = ? AND region = ? AND source = ?');
  const begin = database.prepare('INSERT INTO passes (team, started) VALUES (?, ?)');
  const end = database.prepare('UPDATE passes SET ended = ?, complete = ? WHERE id = ?');
  const last = database.prepare(
    'SELECT * FROM passes WHERE team = ? AND ended IS NOT NULL ORDER BY id DESC LIMIT 1',
  );

  return {
    beginRun(team: string, at: string): number {
      return Number(begin.run(team, at).lastInsertRowid);
    },
    endRun(pass: number, at: string, complete: boolean): void {
      end.run(at, complete ? 1 : 0, pass);
    },
    /** The team's last pass that came to its end. */
    lastRun(team: string): SyncRunRecord | undefined {
      const row = last.get(team) as
        | { id: number; started: string; ended: string; complete: number }
        | undefined;
      return row && { id: row.id, started: row.started, ended: row.ended, complete: row.complete === 1 };
    },
    /**
     * A place with a problem was not read, unless `isRead` says that it was read to its end all the same. Returns whether
     * more than the times differs: read for the first time, or another problem or note than before.
     */
    record(
      pass: number,
      place: Omit<CoverageRecord, 'readAt'> & { readonly isRead?: boolean },
      at: string,
    ): boolean {
      const { account, region, source, unread } = place;
      const { isRead = place.problem === undefined && !unread } = place;
      const problem = place.problem ? JSON.stringify(place.problem) : null;
      const note = place.note ? JSON.stringify(place.note) : null;
      const known = one.get(account, region, source) as Row | undefined;
      write.run(account, region, source, pass, isRead ? at : null, problem, note, unread ? 1 : 0);
      return known?.problem !== problem || known.note !== note || (isRead && known.read_at === null);
    },
    /** When a place was last read in full, in whichever pass. */
    readAt(account: string, region: string, source: CoverageRecord['source']): string | undefined {
      return (one.get(account, region, source) as Row | undefined)?.read_at ?? undefined;
    },
    ofRun(pass: number): CoverageRecord[] {
      return (ofRun.all(pass) as unknown as Row[]).map(fromRow);
    },
    /** Every account × region of AWS that a pass tried from this one on, whichever team's. */
    triedSince(pass: number): { account: string; region: string }[] {
      return tried.all(pass) as unknown as { account: string; region: string }[];
    },
    /** The places that the team's passes tried from this one on, each as it was last found. */
    ofTeam(team: string, sincePass: number): CoverageRecord[] {
      return (ofTeam.all({ since: sincePass, team }) as unknown as Row[]).map(fromRow);
    },
  };
}

interface Row {
  account: string;
  region: string;
  source: CoverageRecord['source'];
  read_at: string | null;
  problem: string | null;
  note: string | null;
  unread: number;
}

function fromRow(row: Row): CoverageRecord {
  return {
    account: row.account,
    region: row.region,
    source: row.source,
    ...(row.read_at !== null && { readAt: row.read_at }),
    ...(row.problem !== null && { problem: JSON.parse(row.problem) as Text }),
    ...(row.note !== null && { note: JSON.parse(row.note) as Text }),
    ...(row.unread === 1 && { unread: true as const }),
  };
}
