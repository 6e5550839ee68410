import { nearNames } from '../../../base/suggest.ts';
import type { TeamAccount } from '../../../domain/accounts/team.ts';
import { problem } from '../../../domain/problems/problem.ts';
import { codeOf } from '../connection/errors.ts';
import { type OrganizationsApi, organizationLists, type Unit } from './calls.ts';

/**
 * Resolves to the accounts of an OU and of every OU below it, without closed accounts. Organizations allows
 * about one list call per second, so the search for a named OU goes level by level and stops at the level of
 * the OU. If two OUs have the name, the higher one is used. Two on one level are a problem.
 *
 * Calls: 0 to find an id, else 1 + pages of 20 OUs down to its level; then 2 for each OU of the team. A page
 * can be empty, which is one more call.
 * @param team The OU's name or id (`ou-…`; `r-…` for the whole organization).
 * @throws Problem `team-unknown`, `team-ambiguous`, `team-empty`, `organization-absent`
 */
export async function accountsOfTeam(
  client: OrganizationsApi,
  team: string,
  signal: AbortSignal,
): Promise<TeamAccount[]> {
  const { roots, unitsBelow, accountsIn } = organizationLists(client, signal);

  async function accountsBelow(parent: string): Promise<TeamAccount[]> {
    const accounts = await accountsIn(parent);
    for (const { id } of await unitsBelow(parent)) accounts.push(...(await accountsBelow(id)));
    return accounts;
  }

  async function findUnit(): Promise<string> {
    if (/^(ou|r)-[0-9a-z-]+$/.test(team)) return team;
    let level = await roots();
    const names: string[] = [];
    while (level.length > 0) {
      const units: Unit[] = [];
      for (const parent of level) units.push(...(await unitsBelow(parent)));
      const named = units.filter(({ name }) => name === team);
      if (named.length > 1) throw problem('team-ambiguous', { team, ids: named.map(({ id }) => id) });
      if (named[0]) return named[0].id;
      names.push(...units.map(({ name }) => name));
      level = units.map(({ id }) => id);
    }
    throw problem('team-unknown', { team, near: nearNames(team, names) });
  }

  try {
    const accounts = await accountsBelow(await findUnit());
    if (accounts.length === 0) throw problem('team-empty', { team });
    return accounts;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ParentNotFoundException' || code === 'InvalidInputException')
      throw problem('team-unknown', { team, near: [] });
    if (code === 'AWSOrganizationsNotInUseException')
      throw problem('organization-absent', {}, { cause: error });
    throw error;
  }
}
