import type { StackTemplate } from '../../domain/stacks/stack-template.ts';
import type { Database } from './database.ts';

interface Row {
  stack_id: string;
  account: string;
  region: string;
  updated: string;
  hash: string | null;
}

/** The templates from which stacks were deployed, for stacks that contain a resource of a finding. */
export function stackTemplatesTable(database: Database) {
  const seenAgain = database.prepare(`
    UPDATE stack_templates SET seen_at = max(seen_at, ?)
    WHERE stack_id = ? AND account = ? AND region = ? AND updated = ? AND hash IS ?`);
  const put = database.prepare(`
    INSERT INTO stack_templates (stack_id, account, region, updated, hash, seen_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET account = excluded.account, region = excluded.region, updated = excluded.updated,
      hash = excluded.hash, seen_at = excluded.seen_at
    WHERE excluded.seen_at >= seen_at`);
  const forget = database.prepare(
    'DELETE FROM stack_templates WHERE account = ? AND region = ? AND seen_at < ?',
  );
  const all = database.prepare('SELECT * FROM stack_templates');
  const hashes = database.prepare(`
    SELECT stack_id, hash FROM stack_templates JOIN team_accounts USING (account)
    WHERE team = ? AND hash IS NOT NULL ORDER BY stack_id`);

  return {
    /** Returns whether anything except the time differs. */
    put({ stackId, account, region, updated, hash }: StackTemplate, at: string): boolean {
      if (seenAgain.run(at, stackId, account, region, updated, hash ?? null).changes > 0) return false;
      return put.run(stackId, account, region, updated, hash ?? null, at).changes > 0;
    },
    /** Forgets templates that were not seen there since then. Returns whether any were forgotten. */
    forgetUnseen(account: string, region: string, since: string): boolean {
      return forget.run(account, region, since).changes > 0;
    },
    all(): Map<string, StackTemplate> {
      return new Map((all.all() as unknown as Row[]).map((row) => [row.stack_id, fromRow(row)]));
    },
    hashesOf(team: string): Map<string, string> {
      const rows = hashes.all(team) as unknown as { stack_id: string; hash: string }[];
      return new Map(rows.map((row) => [row.stack_id, row.hash]));
    },
  };
}

function fromRow({ stack_id: stackId, account, region, updated, hash }: Row): StackTemplate {
  return { stackId, account, region, updated, ...(hash !== null && { hash }) };
}
