import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { expect, test } from 'vitest';
import { accountsOfTeam } from '../../../../../daemon/integrations/aws/organizations/reader.ts';
import { awsError, fakeClient } from '../fake-client.ts';

type Node = { accounts?: { Id: string; Name: string; Status?: string }[]; units?: Record<string, string> };

const tree: Record<string, Node> = {
  'r-root': { units: { 'ou-1': 'Engineering', 'ou-2': 'Payments' } },
  'ou-1': { units: { 'ou-3': 'Search', 'ou-4': 'Payments' } },
  'ou-2': { accounts: [{ Id: '1', Name: 'payments-prod' }], units: { 'ou-5': 'Sandbox' } },
  'ou-3': { units: { 'ou-6': 'Twins' } },
  'ou-4': { accounts: [{ Id: '4', Name: 'other' }], units: { 'ou-7': 'Twins' } },
  'ou-5': {
    accounts: [
      { Id: '2', Name: 'payments-dev' },
      { Id: '3', Name: 'old', Status: 'SUSPENDED' },
    ],
  },
  'ou-6': {},
  'ou-7': {},
};

/** Pages of one item, each followed by an empty one. */
function paged<T>(items: readonly T[], token: string | undefined) {
  const at = Number(token ?? 0);
  const page = at % 2 === 0 ? items.slice(at / 2, at / 2 + 1) : [];
  return { page, NextToken: at / 2 < items.length ? String(at + 1) : undefined };
}

interface Asked {
  ParentId: string;
  NextToken?: string;
}

function organization() {
  const nodeOf = (id: string) => {
    const node = tree[id];
    if (!node) throw awsError('ParentNotFoundException');
    return node;
  };
  return fakeClient<OrganizationsClient>({
    ListRoots: ({ NextToken }: { NextToken?: string }) =>
      NextToken ? { Roots: [{ Id: 'r-root' }] } : { Roots: [], NextToken: 'after an empty page' },
    ListOrganizationalUnitsForParent: ({ ParentId, NextToken }: Asked) => {
      const units = Object.entries(nodeOf(ParentId).units ?? {}).map(([Id, Name]) => ({ Id, Name }));
      const { page, ...next } = paged(units, NextToken);
      return { OrganizationalUnits: page, ...next };
    },
    ListAccountsForParent: ({ ParentId, NextToken }: Asked) => {
      const { page, ...next } = paged(nodeOf(ParentId).accounts ?? [], NextToken);
      return { Accounts: page, ...next };
    },
  });
}

const read = (team: string) => accountsOfTeam(organization().client, team, new AbortController().signal);

test('a team is the active accounts below its OU and the OUs below that', async () => {
  expect(await read('Payments')).toEqual([
    { id: '1', name: 'payments-prod' },
    { id: '2', name: 'payments-dev' },
  ]);
});

test('an id identifies its OU without a search', async () => {
  const { client, asked } = organization();
  expect(await accountsOfTeam(client, 'ou-4', new AbortController().signal)).toEqual([
    { id: '4', name: 'other' },
  ]);
  expect(asked.map(({ name }) => name)).not.toContain('ListRoots');
});

test('the whole organization can be a team', async () => {
  expect((await read('r-root')).map(({ id }) => id).sort()).toEqual(['1', '2', '4']);
});

test('an unknown OU name is a problem that offers similar names', async () => {
  await expect(read('Serach')).rejects.toMatchObject({
    code: 'team-unknown',
    facts: { near: ['Search'] },
  });
});

test('an id that does not exist is also a problem', async () => {
  await expect(read('ou-99')).rejects.toMatchObject({ code: 'team-unknown' });
});

test('two OUs with the same name on one level are a problem that names their ids', async () => {
  await expect(read('Twins')).rejects.toMatchObject({
    code: 'team-ambiguous',
    facts: { ids: ['ou-6', 'ou-7'] },
  });
});

test('an OU without accounts is a problem, not a team without findings', async () => {
  await expect(read('ou-6')).rejects.toMatchObject({ code: 'team-empty' });
});
