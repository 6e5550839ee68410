import type { StackTemplate } from '../../domain/stacks/stack-template.ts';
import type { Database } from './database.ts';

interface Row {
  stack_id: string;
  account: string;
  region: string;
  updated: string;
  hash: string | null;
}

/**
 * What stacks were deployed from, for as long as they hold a finding's resource. Writes return whether anything but the
 * number of the pass differs.
 */
export function stackTemplatesTable(database: Database) {
  const seenAgain = database.prepare(`
    UPDATE stack_templates SET pass = ?
    WHERE stack_id = ? AND account = ? AND region = ? AND updated = ? AND hash IS ?`);
  const put = database.prepare(`
    INSERT OR REPLACE INTO stack_templates (stack_id, account, region, updated, hash, pass)
    VALUES (?, ?, ?, ?, ?, ?)`);
  const forget = database.prepare(
    'DELETE FROM stack_templates WHERE account = ? AND region = ? AND pass < ?',
  );
  const all = database.prepare('SELECT * FROM stack_templates');
  const hashes = database.prepare(`
    SELECT stack_id, hash FROM stack_templates JOIN team_accounts USING (account)
    WHERE team = ? AND hash IS NOT NULL ORDER BY stack_id`);

  return {
    put({ stackId, account, region, updated, hash }: StackTemplate, pass: number): boolean {
      if (seenAgain.run(pass, stackId, account, region, updated, hash ?? null).changes > 0) return false;
      put.run(stackId, account, region, updated, hash ?? null, pass);
      return true;
    },
    forgetUnseen(account: string, region: string, pass: number): boolean {
      return forget.run(account, region, pass).changes > 0;
    },
    /** By stack id, of every team: also those that were asked for and are not to be had. */
    all(): Map<string, StackTemplate> {
      return new Map((all.all() as unknown as Row[]).map((row) => [row.stack_id, fromRow(row)]));
    },
    /** Stack id → hash. */
    hashesOf(team: string): Map<string, string> {
      const rows = hashes.all(team) as unknown as { stack_id: string; hash: string }[];
      return new Map(rows.map((row) => [row.stack_id, row.hash]));
    },
  };
}

function fromRow({ stack_id: stackId, account, region, updated, hash }: Row): StackTemplate {
  return { stackId, account, region, updated, ...(hash !== null && { hash }) };
}
