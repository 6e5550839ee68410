import type { StackResource, TeamAccount } from '../aws/reading.ts';
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

/** A team's accounts, the stacks in them, and the identifiers of the rules seen there. */
export function teamsTables(database: Database) {
  const forget = database.prepare('DELETE FROM team_accounts WHERE team = ?');
  const addAccount = database.prepare('INSERT INTO team_accounts (team, account, name) VALUES (?, ?, ?)');
  const accounts = database.prepare(
    'SELECT account AS id, name FROM team_accounts WHERE team = ? ORDER BY account',
  );
  const putResource = database.prepare(`
    INSERT OR REPLACE INTO stack_resources (account, region, stack_id, stack_name, logical_id, physical_id, type, pass)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const forgetResources = database.prepare(
    'DELETE FROM stack_resources WHERE account = ? AND region = ? AND pass < ?',
  );
  const stacks = database.prepare(`
    SELECT stack_resources.* FROM stack_resources JOIN team_accounts USING (account)
    WHERE team = ? ORDER BY stack_id, logical_id`);
  const putRule = database.prepare('INSERT OR REPLACE INTO rules (name, identifier) VALUES (?, ?)');
  const rules = database.prepare('SELECT name, identifier FROM rules');

  return {
    replaceAccounts(team: string, members: readonly TeamAccount[]): void {
      forget.run(team);
      for (const account of members) addAccount.run(team, account.id, account.name ?? null);
    },
    accountsOf(team: string): TeamAccount[] {
      return (accounts.all(team) as unknown as { id: string; name: string | null }[]).map(({ id, name }) =>
        name === null ? { id } : { id, name },
      );
    },
    putStackResource(resource: StackResource, pass: number): void {
      const { account, region, stackId, stackName, logicalId, physicalId, type } = resource;
      putResource.run(account, region, stackId, stackName, logicalId, physicalId, type, pass);
    },
    forgetUnseenStacks(account: string, region: string, pass: number): void {
      forgetResources.run(account, region, pass);
    },
    stacksOf(team: string): StackResource[] {
      return (stacks.all(team) as unknown as StackRow[]).map((row) => ({
        account: row.account,
        region: row.region,
        stackId: row.stack_id,
        stackName: row.stack_name,
        logicalId: row.logical_id,
        physicalId: row.physical_id,
        type: row.type,
      }));
    },
    /** `undefined` is remembered too: asked, and AWS did not know the rule. */
    putRule(name: string, identifier: string | undefined): void {
      putRule.run(name, identifier ?? null);
    },
    rules(): Map<string, string | undefined> {
      const rows = rules.all() as unknown as { name: string; identifier: string | null }[];
      return new Map(rows.map(({ name, identifier }) => [name, identifier ?? undefined]));
    },
  };
}
