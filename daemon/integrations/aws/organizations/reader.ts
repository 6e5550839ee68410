import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { nearNames } from '../../../base/suggest.ts';
import type { TeamAccount } from '../../../domain/accounts/team.ts';
import { Problem } from '../../../domain/problems/problem.ts';
import { listIn, unexpectedAnswer } from '../config/unread.ts';
import { codeOf } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';

interface Unit {
  readonly id: string;
  readonly name: string;
}

/**
 * The accounts of an OU and of every OU below it, without closed ones. Organizations allows about one list
 * call a second, so a named OU is searched level by level and no deeper than it lies: where two OUs bear the
 * name, the higher one is meant; two on one level are a problem.
 *
 * Calls: none to find an id, else 1 + pages of 20 OUs down to its level; then 2 for each OU of the team. A page
 * may come empty, which is one call more.
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
    const met: string[] = [];
    while (level.length > 0) {
      const units: Unit[] = [];
      for (const parent of level) units.push(...(await unitsBelow(parent)));
      const named = units.filter(({ name }) => name === team);
      if (named.length > 1) throw teamAmbiguous(team, named);
      if (named[0]) return named[0].id;
      met.push(...units.map(({ name }) => name));
      level = units.map(({ id }) => id);
    }
    throw teamUnknown(team, nearNames(team, met));
  }

  try {
    const accounts = await accountsBelow(await findUnit());
    if (accounts.length === 0) throw teamEmpty(team);
    return accounts;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ParentNotFoundException' || code === 'InvalidInputException') throw teamUnknown(team, []);
    if (code === 'AWSOrganizationsNotInUseException') throw organizationAbsent(error);
    throw error;
  }
}

/**
 * The members of a list, each with its id. One that cannot be read is an account or a unit that would be missing from
 * the team without a word.
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

function teamUnknown(team: string, near: readonly string[]): Problem {
  const names = near.join(', ');
  return new Problem(
    'team-unknown',
    {
      en: `The organization has no organizational unit "${team}".`,
      ja: `組織に組織単位 (OU)「${team}」がありません。`,
    },
    names
      ? {
          en: `Did you mean: ${names}? Set \`team\` (GUARDRAIL_TEAM) to the OU's name or id.`,
          ja: `次の名前ではありませんか: ${names}。\`team\` (GUARDRAIL_TEAM) に OU の名前または ID を設定してください。`,
        }
      : {
          en: "Set `team` (GUARDRAIL_TEAM) to the OU's name or id, as AWS Organizations shows it.",
          ja: '`team` (GUARDRAIL_TEAM) に、AWS Organizations に表示される OU の名前または ID を設定してください。',
        },
  );
}

function teamAmbiguous(team: string, units: readonly Unit[]): Problem {
  const ids = units.map(({ id }) => id).join(', ');
  return new Problem(
    'team-ambiguous',
    {
      en: `The organization has ${units.length} organizational units named "${team}".`,
      ja: `組織に「${team}」という名前の組織単位 (OU) が ${units.length} 個あります。`,
    },
    {
      en: `Set \`team\` (GUARDRAIL_TEAM) to one of their ids: ${ids}.`,
      ja: `\`team\` (GUARDRAIL_TEAM) に次のいずれかの ID を設定してください: ${ids}。`,
    },
  );
}

function teamEmpty(team: string): Problem {
  return new Problem(
    'team-empty',
    {
      en: `No active account lies below the organizational unit "${team}".`,
      ja: `組織単位 (OU)「${team}」の下に有効なアカウントがありません。`,
    },
    { en: 'Check the OU in AWS Organizations.', ja: 'AWS Organizations でこの OU を確認してください。' },
  );
}

function organizationAbsent(cause: unknown): Problem {
  return new Problem(
    'organization-absent',
    {
      en: 'The account of these credentials belongs to no organization.',
      ja: 'この認証情報のアカウントは組織に属していません。',
    },
    {
      en: "List the team's accounts under `accounts` in the configuration, each with its profile or role.",
      ja: '設定の `accounts` に、チームのアカウントをプロファイルまたはロールとともに列挙してください。',
    },
    cause,
  );
}
