import { z } from 'zod';
import type { Account, World } from '../model.ts';
import { type Call, checked, type Operation, type Operations, type Violation } from './call.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';

const maxItems = 20;

const paging = {
  NextToken: z.string().max(100_000).optional(),
  MaxResults: z.int().min(1).max(maxItems).default(maxItems),
};
const parent = z
  .string()
  .max(100)
  .regex(/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/);

const reasons = {
  missing: 'INPUT_REQUIRED',
  type: 'INVALID_PATTERN',
  pattern: 'INVALID_PATTERN',
  enum: 'INVALID_ENUM',
  high: 'MAX_VALUE_EXCEEDED',
  low: 'MIN_VALUE_EXCEEDED',
} satisfies Record<Violation['kind'], string>;

const invalid = (message: string, Reason: string) =>
  new Refusal('InvalidInputException', message, 400, { Reason });
const operation = checked(([{ message, kind }]) => invalid(message, reasons[kind]));

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly parent: string;
}

/** Returns Organizations' operations. The management account and the delegated administrator may list; members may not. */
export function organizationsOperations(world: World): Operations {
  const { id, rootId, managementAccount } = world.organization;
  const arn = (what: string) => `arn:aws:organizations::${managementAccount}:${what}`;
  const units: readonly Unit[] = world.teams.flatMap(({ name, ouId, childOuId }) => [
    { id: ouId, name, parent: rootId },
    ...(childOuId === undefined ? [] : [{ id: childOuId, name: `${name}-lab`, parent: ouId }]),
  ]);
  const management: Account = {
    id: managementAccount,
    name: 'management',
    email: 'aws+management@example.com',
    ouId: rootId,
  };
  const accounts = world.accounts.some((account) => account.id === managementAccount)
    ? world.accounts
    : [management, ...world.accounts];
  const unitsBelow = Map.groupBy(units, (unit) => unit.parent);
  const accountsBelow = Map.groupBy(accounts, ({ ouId }) => ouId);
  const parents = new Set([rootId, ...units.map((unit) => unit.id)]);

  const administrators = new Set([managementAccount, world.securityAccount]);
  const forAdministrators =
    (run: Operation): Operation =>
    (call: Call) => {
      if (administrators.has(call.identity.account)) return run(call);
      throw new Refusal('AccessDeniedException', "You don't have permissions to access this resource.");
    };

  function list<T>(
    all: readonly T[],
    listing: string,
    { NextToken, MaxResults }: { readonly NextToken?: string | undefined; readonly MaxResults: number },
  ) {
    return pageOf(all, {
      token: NextToken,
      limit: MaxResults,
      listing: `organizations ${listing}`,
      sometimesEmpty: true,
      refuse: () => invalid('You specified an invalid value for nextToken.', 'INVALID_NEXT_TOKEN'),
    });
  }

  function inParent(ParentId: string): string {
    if (parents.has(ParentId)) return ParentId;
    throw new Refusal('ParentNotFoundException', "You specified a parent that doesn't exist.");
  }

  const accountOutput = (account: Account) => ({
    Id: account.id,
    Arn: arn(`account/${id}/${account.id}`),
    Email: account.email,
    Name: account.name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedMethod: 'CREATED',
    JoinedTimestamp: Date.UTC(2024, 3, 1) / 1000,
  });
  const unitOutput = (unit: Unit) => ({ Id: unit.id, Arn: arn(`ou/${id}/${unit.id}`), Name: unit.name });

  const listing: Operations = {
    ListRoots: operation(z.object(paging), (input) => {
      const root = { Id: rootId, Arn: arn(`root/${id}/${rootId}`), Name: 'Root', PolicyTypes: [] };
      const { items, next } = list([root], 'roots', input);
      return { Roots: items, NextToken: next };
    }),
    ListOrganizationalUnitsForParent: operation(z.object({ ...paging, ParentId: parent }), (input) => {
      const below = unitsBelow.get(inParent(input.ParentId)) ?? [];
      const { items, next } = list(below, `units ${input.ParentId}`, input);
      return { OrganizationalUnits: items.map(unitOutput), NextToken: next };
    }),
    ListAccountsForParent: operation(z.object({ ...paging, ParentId: parent }), (input) => {
      const below = accountsBelow.get(inParent(input.ParentId)) ?? [];
      const { items, next } = list(below, `accounts ${input.ParentId}`, input);
      return { Accounts: items.map(accountOutput), NextToken: next };
    }),
    ListChildren: operation(
      z.object({ ...paging, ParentId: parent, ChildType: z.enum(['ACCOUNT', 'ORGANIZATIONAL_UNIT']) }),
      ({ ParentId, ChildType, ...page }) => {
        const below: readonly { readonly id: string }[] =
          (ChildType === 'ACCOUNT' ? accountsBelow : unitsBelow).get(inParent(ParentId)) ?? [];
        const { items, next } = list(below, `children ${ChildType} ${ParentId}`, page);
        return { Children: items.map((child) => ({ Id: child.id, Type: ChildType })), NextToken: next };
      },
    ),
    ListAccounts: operation(z.object(paging), (input) => {
      const { items, next } = list(accounts, 'accounts', input);
      return { Accounts: items.map(accountOutput), NextToken: next };
    }),
    DescribeOrganizationalUnit: operation(
      z.object({ OrganizationalUnitId: z.string().regex(/^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/) }),
      ({ OrganizationalUnitId }) => {
        const unit = units.find((each) => each.id === OrganizationalUnitId);
        if (unit) return { OrganizationalUnit: unitOutput(unit) };
        throw new Refusal(
          'OrganizationalUnitNotFoundException',
          "You specified an organizational unit that doesn't exist.",
        );
      },
    ),
  };

  return {
    ...Object.fromEntries(Object.entries(listing).map(([name, run]) => [name, forAdministrators(run)])),
    // The only call that every member may make.
    DescribeOrganization: () => ({
      Organization: {
        Id: id,
        Arn: arn(`organization/${id}`),
        FeatureSet: 'ALL',
        MasterAccountArn: arn(`account/${id}/${managementAccount}`),
        MasterAccountId: managementAccount,
        MasterAccountEmail: management.email,
        AvailablePolicyTypes: [],
      },
    }),
  };
}
