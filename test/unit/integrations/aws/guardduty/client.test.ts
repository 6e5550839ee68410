import type { Finding } from '@aws-sdk/client-guardduty';
import { describe, expect, test } from 'vitest';
import { isSample, titleOf } from '../../../../../daemon/domain/rules/title.ts';
import {
  currentFindings,
  findDetector,
  type GuardDutyApi,
  membershipOf,
} from '../../../../../daemon/integrations/aws/guardduty/client.ts';
import { findingFrom, severityFrom } from '../../../../../daemon/integrations/aws/guardduty/rows.ts';
import { fakeClient } from '../fake-client.ts';

const finding = (Id: string, more: Partial<Finding> = {}): Finding =>
  ({
    Id,
    AccountId: '111122223333',
    Region: 'eu-west-1',
    Type: 'Recon:EC2/PortProbeUnprotectedPort',
    Severity: 2,
    Title: 'Unprotected port is being probed.',
    UpdatedAt: '2026-11-01T00:00:00Z',
    Resource: { ResourceType: 'Instance', InstanceDetails: { InstanceId: 'i-1' } },
    ...more,
  }) as Finding;

const observationOf = (given: unknown) => findingFrom(given)?.observation;
const signal = new AbortController().signal;
const region = 'eu-west-1';

async function read(client: GuardDutyApi, accounts: readonly string[]) {
  const observed: (string | undefined)[] = [];
  const unread = new Set<string>();
  for await (const page of currentFindings(client, 'd', { accounts, region }, signal)) {
    observed.push(...page.observations.map(({ sourceId }) => sourceId));
    for (const account of page.unread) unread.add(account);
  }
  return { observed, unread: [...unread] };
}

describe('GuardDuty', () => {
  test('a finding is observed with its own id, severity and title', () => {
    expect(observationOf(finding('f1'))).toEqual({
      source: 'guardduty',
      sourceId: 'f1',
      rule: 'Recon:EC2/PortProbeUnprotectedPort',
      account: '111122223333',
      region: 'eu-west-1',
      resource: { type: 'AWS::EC2::Instance', id: 'i-1' },
      severity: 'low',
      title: 'Unprotected port is being probed.',
      observedAt: '2026-11-01T00:00:00Z',
    });
  });

  test.each([
    [1, 'low'],
    [3.9, 'low'],
    [4, 'medium'],
    [6.9, 'medium'],
    [7, 'high'],
    [8.9, 'high'],
    [9, 'critical'],
    [10, 'critical'],
  ] as const)('severity %s is %s', (grade, severity) => {
    expect(severityFrom(grade)).toBe(severity);
  });

  test.each<[string, Finding['Resource'], object]>([
    [
      'a user',
      { ResourceType: 'AccessKey', AccessKeyDetails: { UserName: 'ann', UserType: 'IAMUser' } },
      { type: 'AWS::IAM::User', id: 'ann' },
    ],
    [
      'a role',
      { ResourceType: 'AccessKey', AccessKeyDetails: { UserName: 'app', UserType: 'AssumedRole' } },
      { type: 'AWS::IAM::Role', id: 'app' },
    ],
    [
      'a user whom Config knows by an inner id',
      {
        ResourceType: 'AccessKey',
        AccessKeyDetails: { UserName: 'ann', UserType: 'IAMUser', PrincipalId: 'AIDA1234' },
      },
      { type: 'AWS::IAM::User', id: 'AIDA1234', name: 'ann' },
    ],
    [
      'a role that was assumed',
      {
        ResourceType: 'AccessKey',
        AccessKeyDetails: { UserName: 'app', UserType: 'AssumedRole', PrincipalId: 'AROA1234:i-0f00' },
      },
      { type: 'AWS::IAM::Role', id: 'AROA1234', name: 'app' },
    ],
    [
      'a role of which only the principal is given',
      { ResourceType: 'AccessKey', AccessKeyDetails: { PrincipalId: 'AROA1234:someone@example.com' } },
      { type: 'AWS::IAM::Role', id: 'AROA1234' },
    ],
    [
      'the root user',
      { ResourceType: 'AccessKey', AccessKeyDetails: { UserName: 'Root', UserType: 'Root' } },
      { type: 'AWS::::Account', id: '111122223333' },
    ],
    [
      'a bucket',
      { ResourceType: 'S3Bucket', S3BucketDetails: [{ Name: 'logs' }] },
      { type: 'AWS::S3::Bucket', id: 'logs' },
    ],
    ['something newer', { ResourceType: 'Quantum' }, { type: 'GuardDuty::Quantum', id: 'f1' }],
  ])('%s has the name that Config uses', (_name, about, expected) => {
    expect(observationOf(finding('f1', { Resource: about }))?.resource).toMatchObject(expected);
  });

  test('an archived finding is not current', () => {
    expect(observationOf(finding('f1', { Service: { Archived: true } }))).toBeUndefined();
  });

  test.each<[string, Partial<Finding>, string]>([
    ['by its title', { Title: '[SAMPLE] Port 22 is probed.' }, '[SAMPLE] Port 22 is probed.'],
    [
      'by what its service adds',
      { Service: { AdditionalInfo: { Type: 'default', Value: '{"threatName":"x","sample": true}' } } },
      '[SAMPLE] Unprotected port is being probed.',
    ],
  ])('a sample is recognized %s, and its title says that it is a sample', (_by, more, title) => {
    const observed = observationOf(finding('f1', more));
    expect(observed?.title).toBe(title);
    expect(isSample({ source: 'guardduty', ...observed })).toBe(true);
    const { ja } = titleOf({ source: 'guardduty', rule: 'Recon:EC2/PortProbeUnprotectedPort', title });
    expect(ja).toMatch(/^\[サンプル\]/);
  });

  test('a finding that only mentions samples is not one', () => {
    const Service = { AdditionalInfo: { Value: '{"sample": false, "unusual": "sample"}' } };
    expect(observationOf(finding('f1', { Service }))?.title).toBe('Unprotected port is being probed.');
  });

  test('a detector has no findings of an account that is not a member or no longer one', async () => {
    const { client, asked } = fakeClient<GuardDutyApi>({
      GetMembers: ({ AccountIds }: { AccountIds: string[] }) => ({
        Members: AccountIds.filter((id) => id !== '7').map((AccountId) => ({
          AccountId,
          RelationshipStatus: { 8: 'Removed', 9: 'Disabled', 10: 'RegionDisabled' }[AccountId] ?? 'Enabled',
        })),
      }),
    });
    const accounts = Array.from({ length: 60 }, (_, at) => String(at));
    expect(await membershipOf(client, 'd', accounts, signal)).toEqual({
      others: ['7', '8'],
      suspended: ['9'],
      withoutRegion: ['10'],
    });
    expect(asked.map(({ input }) => (input.AccountIds as string[]).length)).toEqual([50, 10]);
  });

  test('requests at most 50 accounts and 50 findings at once, and nothing for an empty list', async () => {
    const { client, asked } = fakeClient<GuardDutyApi>({
      ListFindings: ({
        FindingCriteria,
        NextToken,
      }: {
        FindingCriteria: { Criterion: { accountId: { Equals: string[] } } };
        NextToken?: string;
      }) => {
        const [account] = FindingCriteria.Criterion.accountId.Equals;
        if (account !== '0') return { FindingIds: [] };
        return NextToken ? { FindingIds: ['c'] } : { FindingIds: ['a', 'b'], NextToken: 'more' };
      },
      GetFindings: ({ FindingIds }: { FindingIds: string[] }) => ({
        Findings: FindingIds.map((id) => finding(id, { AccountId: '0' })),
      }),
    });
    const accounts = Array.from({ length: 60 }, (_, at) => String(at));
    expect(await read(client, accounts)).toEqual({ observed: ['a', 'b', 'c'], unread: [] });
    expect(asked.map(({ name }) => name)).toEqual([
      'ListFindings',
      'GetFindings',
      'ListFindings',
      'GetFindings',
      'ListFindings',
    ]);
    expect(asked[0]?.input).toMatchObject({
      MaxResults: 50,
      FindingCriteria: {
        Criterion: {
          'service.archived': { Equals: ['false'] },
          accountId: { Equals: accounts.slice(0, 50) },
        },
      },
    });
  });
});

describe('a finding that GuardDuty lists', () => {
  const account = '111122223333';
  /** A detector that lists `a` and `b`; `answer` returns the response of GetFindings to the ids. */
  const detectorWith = (answer: (ids: string[], call: number) => object) => {
    let call = 0;
    return fakeClient<GuardDutyApi>({
      ListFindings: () => ({ FindingIds: ['a', 'b'] }),
      GetFindings: ({ FindingIds }: { FindingIds: string[] }) => answer(FindingIds, call++),
    });
  };

  test('and omits from its response is requested again, alone', async () => {
    const { client, asked } = detectorWith((ids, call) => ({
      Findings: ids.filter((id) => call > 0 || id === 'a').map((id) => finding(id)),
    }));
    expect(await read(client, [account])).toEqual({ observed: ['a', 'b'], unread: [] });
    expect(asked.at(-1)?.input.FindingIds).toEqual(['b']);
  });

  test.each<[string, (ids: string[]) => object]>([
    ['is never returned', () => ({ Findings: [finding('a')] })],
    ['is in a response without a list', () => ({})],
    ['comes as null', () => ({ Findings: [finding('a'), null] })],
    ['has no id', () => ({ Findings: [finding('a'), { ...finding('b'), Id: undefined }] })],
    [
      'has an account of another shape',
      () => ({ Findings: [finding('a'), finding('b', { AccountId: 7 as never })] }),
    ],
    ['belongs to another account', () => ({ Findings: [finding('a'), finding('b', { AccountId: '9' })] })],
    ['belongs to another region', () => ({ Findings: [finding('a'), finding('b', { Region: 'x' })] })],
    ['has no type', () => ({ Findings: [finding('a'), finding('b', { Type: undefined })] })],
  ])('and that %s keeps its account from counting as read', async (_what, answer) => {
    const { unread } = await read(detectorWith(answer).client, [account]);
    expect(unread).toEqual([account]);
  });

  test('and that was archived in between counts as read', async () => {
    const archived = finding('b', { Service: { Archived: true } });
    const { client } = detectorWith(() => ({ Findings: [finding('a'), archived] }));
    expect(await read(client, [account])).toEqual({ observed: ['a'], unread: [] });
  });

  test('is still a finding if a descriptive field has an unexpected shape', () => {
    const odd = finding('a', {
      Resource: { ResourceType: 'Instance', InstanceDetails: null } as never,
      Title: 7 as never,
    });
    expect(observationOf(odd)).toMatchObject({
      sourceId: 'a',
      resource: { type: 'GuardDuty::Instance', id: 'a' },
    });
    expect(observationOf(finding('a', { Resource: null as never }))).toBeDefined();
  });

  test.each([{}, { FindingIds: 'ab' }, { FindingIds: ['a', 7] }])(
    'in a list of an unexpected shape (%j) keeps its account from counting as read',
    async (list) => {
      const { client } = fakeClient<GuardDutyApi>({
        ListFindings: () => list,
        GetFindings: ({ FindingIds }: { FindingIds: string[] }) => ({
          Findings: FindingIds.map((id) => finding(id)),
        }),
      });
      expect((await read(client, [account])).unread).toEqual([account]);
    },
  );
});

describe('a detector', () => {
  const detector = (lists: object, detail: object = { Status: 'ENABLED' }) =>
    findDetector(
      fakeClient<GuardDutyApi>({ ListDetectors: () => lists, GetDetector: () => detail }).client,
      signal,
    );

  test('is on, suspended or absent', async () => {
    expect(await detector({ DetectorIds: ['d'] })).toEqual({ id: 'd', isSuspended: false });
    expect(await detector({ DetectorIds: ['d'] }, { Status: 'DISABLED' })).toEqual({
      id: 'd',
      isSuspended: true,
    });
    expect(await detector({ DetectorIds: [] })).toBeUndefined();
  });

  test.each([
    [{}, {}],
    [{ DetectorIds: [null] }, {}],
    [{ DetectorIds: ['d'] }, {}],
  ])('does not count as off after an unexpected response: %j %j', async (lists, detail) => {
    await expect(detector(lists, detail)).rejects.toMatchObject({ code: 'aws-answer-unreadable' });
  });
});
