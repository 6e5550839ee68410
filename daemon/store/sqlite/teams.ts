import { createSharedTexts } from '../../base/shared-texts.ts';
import type { TeamAccount } from '../../domain/accounts/team.ts';
import type { StackResource } from '../../domain/stacks/stack-resource.ts';
import type { Database } from './database.ts';

interface StackRow {
  account: string;
  region: string;
  stack_id: string;
  stack_name: string;
  logical_id: string;
  physical_id: string;
  type: string;
}

/**
 * A team's accounts, the stacks in them, and the identifiers of the rules that were seen there. Writes return whether anything
 * except the time differs.
 */
export function teamsTables(database: Database) {
  const forget = database.prepare('DELETE FROM team_accounts WHERE team = ?');
  const addAccount = database.prepare('INSERT INTO team_accounts (team, account, name) VALUES (?, ?, ?)');
  const accounts = database.prepare(
    'SELECT account AS id, name FROM team_accounts WHERE team = ? ORDER BY account',
  );
  const seenAgain = database.prepare(`
    UPDATE stack_resources SET seen_at = max(seen_at, ?)
    WHERE stack_id = ? AND logical_id = ? AND account = ? AND region = ? AND stack_name = ? AND physical_id = ? AND type = ?`);
  const putResource = database.prepare(`
    INSERT INTO stack_resources (account, region, stack_id, stack_name, logical_id, physical_id, type, seen_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET account = excluded.account, region = excluded.region,
      stack_name = excluded.stack_name, physical_id = excluded.physical_id, type = excluded.type,
      seen_at = excluded.seen_at
    WHERE excluded.seen_at >= seen_at`);
  const forgetResources = database.prepare(
    'DELETE FROM stack_resources WHERE account = ? AND region = ? AND seen_at < ?',
  );
  const stacks = database.prepare(`
    SELECT stack_resources.* FROM stack_resources JOIN team_accounts USING (account)
    WHERE team = ? ORDER BY stack_id, logical_id`);
  const putRule = database.prepare('INSERT OR REPLACE INTO rules (name, identifier) VALUES (?, ?)');
  const rules = database.prepare('SELECT name, identifier FROM rules');

  function accountsOf(team: string): TeamAccount[] {
    const rows = accounts.all(team) as unknown as { id: string; name: string | null }[];
    return rows.map(({ id, name }) => (name === null ? { id } : { id, name }));
  }

  return {
    replaceAccounts(team: string, members: readonly TeamAccount[]): boolean {
      const before = JSON.stringify(accountsOf(team));
      forget.run(team);
      for (const account of members) addAccount.run(team, account.id, account.name ?? null);
      return JSON.stringify(accountsOf(team)) !== before;
    },
    accountsOf,
    putStackResource(resource: StackResource, at: string): boolean {
      const { account, region, stackId, stackName, logicalId, physicalId, type } = resource;
      const again = seenAgain.run(at, stackId, logicalId, account, region, stackName, physicalId, type);
      if (again.changes > 0) return false;
      const put = putResource.run(account, region, stackId, stackName, logicalId, physicalId, type, at);
      return put.changes > 0;
    },
    forgetUnseenStacks(account: string, region: string, since: string): boolean {
      return forgetResources.run(account, region, since).changes > 0;
    },
    stacksOf(team: string): StackResource[] {
      const { one } = createSharedTexts();
      return (stacks.all(team) as unknown as StackRow[]).map((row) => ({
        account: one(row.account),
        region: one(row.region),
        stackId: one(row.stack_id),
        stackName: one(row.stack_name),
        logicalId: row.logical_id,
        physicalId: row.physical_id,
        type: one(row.type),
      }));
    },
    /** Undefined is stored, too: AWS was asked and did not know the rule. */
    putRule(name: string, identifier: string | undefined): void {
      putRule.run(name, identifier ?? null);
    },
    rules(): Map<string, string | undefined> {
      const rows = rules.all() as unknown as { name: string; identifier: string | null }[];
      return new Map(rows.map(({ name, identifier }) => [name, identifier ?? undefined]));
    },
  };
}
