import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { nearNames } from '../../../base/suggest.ts';
import type { TeamAccount } from '../../../domain/accounts/team.ts';
import { problem } from '../../../domain/problems/problem.ts';
import { listIn, unexpectedAnswer } from '../config/unread.ts';
import { codeOf } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';

interface Unit {
  readonly id: string;
  readonly name: string;
}

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
  client: Pick<OrganizationsClient, 'send'>,
  team: string,
  signal: AbortSignal,
): Promise<TeamAccount[]> {
  const options = { abortSignal: signal };

  async function unitsBelow(parent: string): Promise<Unit[]> {
    const units: Unit[] = [];
    const read = (NextToken: string | undefined) =>
      client.send(
        new ListOrganizationalUnitsForParentCommand({ ParentId: parent, MaxResults: 20, NextToken }),
        options,
      );
    for await (const page of pages(read)) {
      for (const unit of listed(page.OrganizationalUnits, 'ListOrganizationalUnitsForParent'))
        units.push({ id: unit.Id, name: unit.Name ?? '' });
    }
    return units;
  }

  async function accountsBelow(parent: string): Promise<TeamAccount[]> {
    const accounts: TeamAccount[] = [];
    const read = (NextToken: string | undefined) =>
      client.send(new ListAccountsForParentCommand({ ParentId: parent, MaxResults: 20, NextToken }), options);
    for await (const page of pages(read)) {
      for (const { Id, Name, Status, State } of listed(page.Accounts, 'ListAccountsForParent')) {
        if (closed.has(State ?? Status ?? '')) continue;
        accounts.push(Name === undefined ? { id: Id } : { id: Id, name: Name });
      }
    }
    for (const { id } of await unitsBelow(parent)) accounts.push(...(await accountsBelow(id)));
    return accounts;
  }

  async function findUnit(): Promise<string> {
    if (/^(ou|r)-[0-9a-z-]+$/.test(team)) return team;
    let level: string[] = [];
    const read = (NextToken: string | undefined) => client.send(new ListRootsCommand({ NextToken }), options);
    for await (const { Roots } of pages(read)) level.push(...listed(Roots, 'ListRoots').map(({ Id }) => Id));
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

/**
 * Returns the members of a list, each with its id. A member that cannot be read would be an account or OU
 * that is missing from the team without notice, so it is a problem.
 * @throws Problem `aws-answer-unreadable`
 */
function listed<Member extends { readonly Id?: string | undefined }>(
  members: readonly Member[] | undefined,
  operation: string,
): (Member & { readonly Id: string })[] {
  const list = listIn(members);
  const hasId = (member: Member): member is Member & { readonly Id: string } =>
    typeof member?.Id === 'string' && member.Id !== '';
  if (!list?.every(hasId)) throw unexpectedAnswer(`organizations:${operation}`);
  return [...list];
}

const closed = new Set(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED']);
