import type { DeclaredAt, Verdict } from '#protocol/links.ts';
import type { LinkChoice, ResourceIdentity } from '../../domain/linking/choices/link-choice.ts';
import type { Database, Durably } from './database.ts';

interface Row {
  account: string;
  region: string;
  resource_type: string;
  resource_id: string;
  file: string;
  logical_id: string;
  verdict: Verdict;
  at: string;
}

/** The links that the user chose or excluded. Each write is on disk when it returns. */
export function choicesTable(database: Database, durably: Durably) {
  const ofResource = 'account = ? AND region = ? AND resource_type = ? AND resource_id = ?';
  const put = database.prepare(`
    INSERT OR REPLACE INTO link_choices
      (account, region, resource_type, resource_id, file, logical_id, verdict, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const forgetThis = database.prepare(`DELETE FROM link_choices WHERE ${ofResource} AND verdict = 'this'`);
  const forgetAll = database.prepare(`DELETE FROM link_choices WHERE ${ofResource}`);
  const forgetOne = database.prepare(
    `DELETE FROM link_choices WHERE ${ofResource} AND file = ? AND logical_id = ?`,
  );
  const all = database.prepare(
    'SELECT * FROM link_choices ORDER BY account, region, resource_type, resource_id, file, logical_id',
  );
  const identity = ({ account, region, type, id }: ResourceIdentity) => [account, region, type, id] as const;

  return {
    put(choice: LinkChoice): void {
      durably(() => {
        if (choice.verdict === 'this') forgetThis.run(...identity(choice));
        put.run(...identity(choice), choice.file, choice.logicalId, choice.verdict, choice.at);
      });
    },
    forget(resource: ResourceIdentity, declaration?: DeclaredAt): void {
      durably(() => {
        if (declaration) forgetOne.run(...identity(resource), declaration.file, declaration.logicalId);
        else forgetAll.run(...identity(resource));
      });
    },
    all(): LinkChoice[] {
      return (all.all() as unknown as Row[]).map(fromRow);
    },
  };
}

function fromRow(row: Row): LinkChoice {
  return {
    account: row.account,
    region: row.region,
    type: row.resource_type,
    id: row.resource_id,
    file: row.file,
    logicalId: row.logical_id,
    verdict: row.verdict,
    at: row.at,
  };
}
