import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  paginateListStackResources,
  paginateListStacks,
} from '@aws-sdk/client-cloudformation';
import {
  type FindingCriteria,
  GetFindingsCommand,
  GetMembersCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import {
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  ListAccountsForParentCommand,
  ListRootsCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListAccountsForParent,
  paginateListChildren,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
} from '@aws-sdk/client-organizations';
import { afterEach, expect, test } from 'vitest';
import { findingFrom } from '../../daemon/integrations/aws/guardduty/rows.ts';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import { account, accounts, home, smallWorld, stack, teams, threat } from '../support/small-world.ts';

let aws: SandboxAws;
afterEach(() => aws.close());

async function start(given: Partial<World> = {}) {
  aws = await startAws(smallWorld(given));
  const settingsOf = (of: string, region: string) => ({
    region,
    maxAttempts: 1,
    endpoint: aws.url,
    credentials: aws.credentialsOf(of),
  });
  return {
    organizations: (of: string = accounts.security) => new OrganizationsClient(settingsOf(of, home)),
    guardDuty: (of: string, region = home) => new GuardDutyClient(settingsOf(of, region)),
    cloudFormation: (of: string, region = home) => new CloudFormationClient(settingsOf(of, region)),
  };
}

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));

test('an organization can be read from its root to the accounts of a nested unit', async () => {
  const { organizations } = await start();
  const client = organizations();
  const roots = (await all(paginateListRoots({ client }, {}))).flatMap(({ Roots = [] }) => Roots);
  expect(roots).toMatchObject([{ Id: 'r-abcd' }]);
  const below = async (ParentId: string) => {
    const units = await all(paginateListOrganizationalUnitsForParent({ client }, { ParentId }));
    return units.flatMap(({ OrganizationalUnits = [] }) => OrganizationalUnits);
  };
  expect((await below('r-abcd')).map(({ Name }) => Name)).toEqual(['payments', 'checkout', 'security']);
  expect((await below(teams.payments.ouId)).map(({ Id }) => Id)).toEqual([teams.payments.childOuId]);
  const lab = await all(paginateListAccountsForParent({ client }, { ParentId: teams.payments.childOuId }));
  expect(lab.flatMap(({ Accounts = [] }) => Accounts)).toMatchObject([
    { Id: accounts.paymentsLab, Name: 'payments-lab', Status: 'ACTIVE', JoinedTimestamp: expect.any(Date) },
  ]);
  const children = await all(
    paginateListChildren({ client }, { ParentId: teams.payments.ouId, ChildType: 'ACCOUNT' }),
  );
  expect(children.flatMap(({ Children = [] }) => Children)).toEqual([
    { Id: accounts.payments, Type: 'ACCOUNT' },
  ]);
  const unit = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: teams.checkout.ouId });
  expect((await client.send(unit)).OrganizationalUnit).toMatchObject({ Name: 'checkout' });
});

test('a page has at most twenty accounts, and a page before the last may be empty', async () => {
  const crowd = Array.from({ length: 200 }, (_, index) =>
    account(String(400_000_000_000 + index), `crowd-${index}`, teams.checkout.ouId),
  );
  const { organizations } = await start({ accounts: crowd });
  const pages = await all(paginateListAccounts({ client: organizations() }, {}));
  const sizes = pages.map(({ Accounts = [] }) => Accounts.length);
  expect(Math.max(...sizes)).toBe(20);
  expect(sizes).toContain(0);
  const ids = pages.flatMap(({ Accounts = [] }) => Accounts.map(({ Id }) => Id));
  expect(new Set(ids)).toEqual(new Set([accounts.management, ...crowd.map(({ id }) => id)]));
  expect(ids).toHaveLength(201);
});

test('the management account and the administrator may list the organization, members may not', async () => {
  const { organizations } = await start();
  const member = organizations(accounts.payments);
  expect(await member.send(new ListRootsCommand({})).catch(nameOf)).toBe('AccessDeniedException');
  expect((await member.send(new DescribeOrganizationCommand({}))).Organization).toMatchObject({
    Id: 'o-abcdefghij',
    MasterAccountId: accounts.management,
  });
  await organizations(accounts.management).send(new ListRootsCommand({}));
});

test('Organizations refuses requests that exceed its limits, with the reason', async () => {
  const { organizations } = await start();
  const ask = (input: { ParentId: string; MaxResults?: number; NextToken?: string }) =>
    organizations().send(new ListAccountsForParentCommand(input));
  const ParentId = teams.checkout.ouId;
  await expect(ask({ ParentId, MaxResults: 21 })).rejects.toMatchObject({
    name: 'InvalidInputException',
    Reason: 'MAX_VALUE_EXCEEDED',
  });
  await expect(ask({ ParentId: 'checkout' })).rejects.toMatchObject({ Reason: 'INVALID_PATTERN' });
  await expect(ask({ ParentId, NextToken: 'x' })).rejects.toMatchObject({ Reason: 'INVALID_NEXT_TOKEN' });
  expect(await ask({ ParentId: 'ou-abcd-12345678' }).catch(nameOf)).toBe('ParentNotFoundException');
});

const id = (number: number) => String(number).padStart(32, '0');

async function threats() {
  const { guardDuty } = await start({
    guardduty: [
      ...Array.from({ length: 60 }, (_, index) => threat(id(index))),
      threat(id(100), { archived: true }),
      threat(id(101), { account: accounts.checkout, detectorId: 'c'.repeat(32), severity: 8.5 }),
      threat(id(102), { region: 'us-east-1', updatedAt: '2026-03-01T00:00:00.000Z' }),
      threat(id(103), { resourceType: 'S3Bucket', resourceId: 'assets', severity: 8 }),
      threat(id(104), {
        resourceType: 'Instance',
        resourceId: 'i-0123',
        updatedAt: '2026-03-01T00:00:00.000Z',
      }),
    ],
  });
  const detectorOf = async (client: GuardDutyClient) =>
    (await client.send(new ListDetectorsCommand({}))).DetectorIds?.[0] ?? '';
  const find = async (client: GuardDutyClient, Criterion: NonNullable<FindingCriteria['Criterion']> = {}) => {
    const DetectorId = await detectorOf(client);
    const found: string[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new ListFindingsCommand({ DetectorId, FindingCriteria: { Criterion }, NextToken }),
      );
      found.push(page.FindingIds ?? []);
      NextToken = page.NextToken;
    } while (NextToken);
    return found;
  };
  return { guardDuty, detectorOf, find };
}

test("the administrator sees every member's findings of the region, a member only its own", async () => {
  const { guardDuty, find } = await threats();
  const administrator = guardDuty(accounts.security);
  expect((await find(administrator)).map((page) => page.length)).toEqual([50, 14]);
  expect((await find(guardDuty(accounts.payments))).flat()).toHaveLength(63);
  expect((await find(guardDuty(accounts.checkout))).flat()).toEqual([id(101)]);
  expect((await find(guardDuty(accounts.security, 'us-east-1'))).flat()).toEqual([id(102)]);
});

test('findings are found by account, archive, severity, type and date', async () => {
  const { guardDuty, find } = await threats();
  const client = guardDuty(accounts.security);
  const found = async (criterion: NonNullable<FindingCriteria['Criterion']>) =>
    (await find(client, criterion)).flat();
  expect(await found({ accountId: { Equals: [accounts.checkout] } })).toEqual([id(101)]);
  expect(await found({ 'service.archived': { Equals: ['true'] } })).toEqual([id(100)]);
  expect(
    await found({ 'service.archived': { Equals: ['false'] }, accountId: { Equals: [accounts.payments] } }),
  ).toHaveLength(62);
  expect(await found({ severity: { GreaterThanOrEqual: 8 } })).toEqual([id(101), id(103)]);
  expect(await found({ 'resource.resourceType': { NotEquals: ['AccessKey', 'S3Bucket'] } })).toEqual([
    id(104),
  ]);
  expect(await found({ updatedAt: { GreaterThanOrEqual: Date.UTC(2026, 1, 1) } })).toEqual([id(104)]);
});

test('findings are read by id, each with its resource as GuardDuty names it', async () => {
  const { guardDuty, detectorOf } = await threats();
  const client = guardDuty(accounts.security);
  const { Findings = [] } = await client.send(
    new GetFindingsCommand({
      DetectorId: await detectorOf(client),
      FindingIds: [id(0), id(103), id(104), id(999)],
      SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' },
    }),
  );
  expect(Findings).toMatchObject([
    { Id: id(103), Severity: 8, Resource: { S3BucketDetails: [{ Name: 'assets' }] } },
    { Id: id(0), AccountId: accounts.payments, Resource: { AccessKeyDetails: { UserName: 'sato' } } },
    { Id: id(104), Service: { Archived: false }, Resource: { InstanceDetails: { InstanceId: 'i-0123' } } },
  ]);
});

test('the owner of an access key has an internal id and a name; a role also has its session', async () => {
  const { guardDuty } = await start({
    guardduty: [
      threat(id(1), { resourceId: 'sato', principalId: 'AIDASATO' }),
      threat(id(2), { resourceId: 'deployer', principalId: 'AROADEPLOYER' }),
    ],
  });
  const client = guardDuty(accounts.payments);
  const { DetectorIds: [DetectorId = ''] = [] } = await client.send(new ListDetectorsCommand({}));
  const { Findings = [] } = await client.send(
    new GetFindingsCommand({ DetectorId, FindingIds: [id(1), id(2)] }),
  );

  expect(Findings.map(({ Resource }) => Resource?.AccessKeyDetails)).toEqual([
    { PrincipalId: 'AIDASATO', UserName: 'sato', UserType: 'IAMUser' },
    { PrincipalId: 'AROADEPLOYER:session', UserName: 'deployer', UserType: 'AssumedRole' },
  ]);
  expect(Findings.map((finding) => findingFrom(finding)?.observation?.resource)).toEqual([
    { type: 'AWS::IAM::User', id: 'AIDASATO', name: 'sato' },
    { type: 'AWS::IAM::Role', id: 'AROADEPLOYER', name: 'deployer' },
  ]);
});

test('members are read by id; an account that left is not a member, and its findings are its own', async () => {
  const { guardDuty, detectorOf, find } = await threats();
  const members = async (of: string, ...AccountIds: string[]) => {
    const client = guardDuty(of);
    const command = new GetMembersCommand({ DetectorId: await detectorOf(client), AccountIds });
    const { Members = [], UnprocessedAccounts = [] } = await client.send(command);
    return [Members.map(({ AccountId }) => AccountId), UnprocessedAccounts.map(({ AccountId }) => AccountId)];
  };
  const { payments, checkout, security } = accounts;
  expect(await members(security, payments, checkout, security, '555555555555')).toEqual([
    [payments, checkout],
    [security, '555555555555'],
  ]);
  expect(await members(payments, checkout)).toEqual([[], [checkout]]);
  await expect(members(security)).rejects.toThrow('accountIds');

  aws.faults.leaveGuardDuty(payments);
  expect(await members(security, payments)).toEqual([[], [payments]]);
  expect((await find(guardDuty(security))).flat()).toEqual([id(101)]);
  expect((await find(guardDuty(payments))).flat()).toHaveLength(63);
  aws.faults.leaveGuardDuty(payments, false);
  expect((await find(guardDuty(security))).flat()).toHaveLength(64);
});

test('GuardDuty refuses more than fifty ids, an unknown criterion and a detector of another account', async () => {
  const { guardDuty, detectorOf } = await threats();
  const client = guardDuty(accounts.payments);
  const DetectorId = await detectorOf(client);
  const list = (more: object) => client.send(new ListFindingsCommand({ DetectorId, ...more })).catch(nameOf);
  expect(await list({ MaxResults: 51 })).toBe('BadRequestException');
  expect(await list({ FindingCriteria: { Criterion: { colour: { Equals: ['red'] } } } })).toBe(
    'BadRequestException',
  );
  expect(await list({ NextToken: 'x' })).toBe('BadRequestException');
  expect(await list({ DetectorId: await detectorOf(guardDuty(accounts.checkout)) })).toBe(
    'BadRequestException',
  );
  const tooMany = new GetFindingsCommand({
    DetectorId,
    FindingIds: Array.from({ length: 51 }, (_, n) => id(n)),
  });
  expect(await client.send(tooMany).catch(nameOf)).toBe('BadRequestException');
  const { DetectorIds } = await guardDuty(accounts.payments, 'eu-south-2').send(new ListDetectorsCommand({}));
  expect(DetectorIds).toEqual([]);
});

test('stacks are listed and described in their own account, a hundred on each page', async () => {
  const many = Array.from({ length: 130 }, (_, index) =>
    stack(`stack-${index}`, [], {
      id: `arn:aws:cloudformation:${home}:${accounts.payments}:stack/stack-${index}/1`,
    }),
  );
  const { cloudFormation } = await start({ stacks: many });
  const client = cloudFormation(accounts.payments);
  const pages = await all(
    paginateListStacks({ client }, { StackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] }),
  );
  expect(pages.map(({ StackSummaries = [] }) => StackSummaries.length)).toEqual([100, 30]);
  const deleted = await all(paginateListStacks({ client }, { StackStatusFilter: ['DELETE_COMPLETE'] }));
  expect(deleted.flatMap(({ StackSummaries = [] }) => StackSummaries)).toEqual([]);
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'stack-7' }));
  expect(Stacks).toMatchObject([{ StackId: many[7]?.id, CreationTime: expect.any(Date) }]);
  const foreign = cloudFormation(accounts.checkout).send(new DescribeStacksCommand({ StackName: 'stack-7' }));
  expect(await foreign.catch(nameOf)).toBe('ValidationError');
});

test("a resource leads to its stack's resources, of which the first hundred are described", async () => {
  const names = Array.from({ length: 120 }, (_, index) => `bucket-${index}&co`);
  const { cloudFormation } = await start({ stacks: [stack('site', names)] });
  const client = cloudFormation(accounts.payments);
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ PhysicalResourceId: 'bucket-119&co' }),
  );
  expect(StackResources).toHaveLength(100);
  expect(StackResources[0]).toMatchObject({
    StackName: 'site',
    LogicalResourceId: 'Bucket0',
    PhysicalResourceId: 'bucket-0&co',
    ResourceType: 'AWS::S3::Bucket',
    Timestamp: expect.any(Date),
  });
  const pages = await all(paginateListStackResources({ client }, { StackName: 'site' }));
  expect(pages.map(({ StackResourceSummaries = [] }) => StackResourceSummaries.length)).toEqual([100, 20]);
  const one = new DescribeStackResourcesCommand({ StackName: 'site', LogicalResourceId: 'Bucket3' });
  expect((await client.send(one)).StackResources).toHaveLength(1);
});

test('CloudFormation refuses unknown stacks with a ValidationError', async () => {
  const { cloudFormation } = await start({ stacks: [stack('site', ['assets'])] });
  const client = cloudFormation(accounts.payments);
  for (const command of [
    new DescribeStackResourcesCommand({ PhysicalResourceId: 'nothing' }),
    new DescribeStackResourcesCommand({ StackName: 'site', PhysicalResourceId: 'assets' }),
    new DescribeStackResourcesCommand({}),
    new DescribeStackResourcesCommand({ StackName: 'nowhere' }),
  ]) {
    expect(await client.send(command).catch(nameOf)).toBe('ValidationError');
  }
  const unknown = client.send(new ListStackResourcesCommand({ StackName: 'nowhere' }));
  await expect(unknown).rejects.toThrow('Stack with id nowhere does not exist');
});

test('every call is counted by service and operation', async () => {
  const { organizations } = await start();
  const client = organizations();
  await client.send(new ListRootsCommand({}));
  await client.send(new ListRootsCommand({}));
  await client.send(new DescribeOrganizationCommand({}));
  expect(Object.fromEntries(aws.calls)).toEqual({
    'organizations:ListRoots': 2,
    'organizations:DescribeOrganization': 1,
  });
});
