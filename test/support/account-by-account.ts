import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump } from 'js-yaml';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';

/** Ids of the sample team's accounts. */
export function sampleAccounts({ world, hello }: Sandbox): string[] {
  const team = world.teams.find(({ name }) => name === hello.team);
  return world.accounts
    .filter(({ ouId }) => team !== undefined && (ouId === team.ouId || ouId === team.childOuId))
    .map(({ id }) => id);
}

/** Writes a configuration file that reads the sample team account by account, through roles. Returns its path. */
export function accountsConfiguration(sandbox: Sandbox, folder: string): string {
  const file = path.join(folder, 'guardrail.yaml');
  const accounts = sampleAccounts(sandbox).map((id) => ({
    id,
    role: `arn:aws:iam::${id}:role/GuardrailRead`,
  }));
  writeFileSync(file, dump({ regions: sandbox.world.regions, accounts }));
  return file;
}
