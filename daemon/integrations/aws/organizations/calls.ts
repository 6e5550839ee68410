import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { TeamAccount } from '../../../domain/accounts/team.ts';
import { listIn, unexpectedAnswer } from '../config/unread.ts';
import { pages } from '../connection/pages.ts';

export type OrganizationsApi = Pick<OrganizationsClient, 'send'>;

/** An organizational unit as its parent lists it. */
export interface Unit {
  readonly id: string;
  readonly name: string;
}

/** The lists of Organizations. A page can be empty, which is one more call. */
export function organizationLists(client: OrganizationsApi, signal: AbortSignal) {
  const options = { abortSignal: signal };
  return {
    /** Resolves to the ids of the roots. Today an organization has one. */
    async roots(): Promise<string[]> {
      const ids: string[] = [];
      const read = (NextToken: string | undefined) =>
        client.send(new ListRootsCommand({ NextToken }), options);
      for await (const { Roots } of pages(read)) ids.push(...listed(Roots, 'ListRoots').map(({ Id }) => Id));
      return ids;
    },
    /** Resolves to the OUs directly below a parent. Calls: 1 per 20 OUs. */
    async unitsBelow(parent: string): Promise<Unit[]> {
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
    },
    /** Resolves to the accounts directly in a parent, without closed ones. Calls: 1 per 20 accounts. */
    async accountsIn(parent: string): Promise<TeamAccount[]> {
      const accounts: TeamAccount[] = [];
      const read = (NextToken: string | undefined) =>
        client.send(
          new ListAccountsForParentCommand({ ParentId: parent, MaxResults: 20, NextToken }),
          options,
        );
      for await (const page of pages(read)) {
        for (const { Id, Name, Status, State } of listed(page.Accounts, 'ListAccountsForParent')) {
          if (closed.has(State ?? Status ?? '')) continue;
          accounts.push(Name === undefined ? { id: Id } : { id: Id, name: Name });
        }
      }
      return accounts;
    },
  };
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
