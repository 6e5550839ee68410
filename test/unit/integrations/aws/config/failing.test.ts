import { expect, test } from 'vitest';
import type { ComplianceCalls } from '../../../../../daemon/integrations/aws/config/compliance.ts';
import { readFailing } from '../../../../../daemon/integrations/aws/config/failing.ts';

const region = 'eu-west-1';
const place = (account: string) => ({ account, region });
const row = (accountId: string, configuration: object) => ({ accountId, awsRegion: region, configuration });
const sound = {
  targetResourceId: 'logs',
  targetResourceType: 'AWS::S3::Bucket',
  configRuleList: [{ configRuleName: 'ssl', complianceType: 'NON_COMPLIANT' }],
};
const bucket = (targetResourceId: string) => ({ ...sound, targetResourceId });

interface Given {
  /** Rows of the query. Absent: Config does not record compliance. */
  readonly rows?: readonly unknown[];
  /** By account: the number of resources on which the rule `ssl` fails; 0: it is not listed. */
  readonly counted: Readonly<Record<string, number>>;
  /** By account: the resources that are returned for the rule. */
  readonly details?: Readonly<Record<string, readonly string[]>>;
}

/** Returns the observed resources by account, the unread accounts, and the accounts whose rules were requested. */
async function read({ rows, counted, details = {} }: Given) {
  const asked: string[] = [];
  const compliance: ComplianceCalls = {
    async *failingRules(accounts) {
      const rules = accounts.flatMap((account) => {
        const atLeast = counted[account] ?? 0;
        return atLeast > 0 ? [{ ...place(account), rule: 'ssl', resources: { atLeast, isExact: true } }] : [];
      });
      yield { rules, unread: [] };
    },
    async *failures({ account, rule }) {
      asked.push(account);
      const observations = (details[account] ?? []).map((id) => ({
        source: 'config' as const,
        ...place(account),
        rule,
        resource: { type: 'AWS::S3::Bucket', id },
      }));
      yield { observations, unread: 0 };
    },
  };
  const targets = Object.keys(counted).map(place);
  const select = async function* () {
    yield [...(rows ?? [])];
  };
  const readings = readFailing({
    targets,
    isQueried: () => rows !== undefined,
    ...(rows && { query: { select } }),
    compliance,
    outcomeOfFailure: (error) => {
      throw error;
    },
  });
  const observed: string[] = [];
  const unread: string[] = [];
  for await (const reading of readings) {
    if (reading.kind === 'observed')
      observed.push(...reading.observations.map(({ account, resource }) => `${account} ${resource.id}`));
    if (reading.kind === 'covered' && reading.problem) unread.push(reading.account);
  }
  return { observed: observed.sort(), unread, asked };
}

test('if the query and the rules agree, there are no more requests', async () => {
  const rows = [row('1', bucket('a')), row('1', bucket('b'))];
  expect(await read({ rows, counted: { 1: 2, 2: 0 } })).toEqual({
    observed: ['1 a', '1 b'],
    unread: [],
    asked: [],
  });
});

test('an account and region with a row that cannot be read does not count as read, others do', async () => {
  const rows = [row('1', sound), row('2', { ...sound, configRuleList: 'x' })];
  const { observed, unread } = await read({ rows, counted: { 1: 1, 2: 1 }, details: { 2: ['logs'] } });
  expect(observed).toEqual(['1 logs', '2 logs']);
  expect(unread).toEqual(['2']);
});

test('if a row does not name its account and region, none counts as read', async () => {
  const { unread } = await read({ rows: [undefined, row('1', sound)], counted: { 1: 1, 2: 0 } });
  expect(unread).toEqual(['1', '2']);
});

test('a row that is missing is found through the rule', async () => {
  const rows = [row('1', bucket('a'))];
  expect(await read({ rows, counted: { 1: 2 }, details: { 1: ['a', 'b'] } })).toEqual({
    observed: ['1 a', '1 b'],
    unread: [],
    asked: ['1'],
  });
});

test('an outdated item of a type that is no longer recorded is not a finding if the resource was fixed', async () => {
  expect(await read({ rows: [row('1', bucket('a'))], counted: { 1: 0 }, details: { 1: [] } })).toEqual({
    observed: [],
    unread: [],
    asked: ['1'],
  });
});

test('a rule that the list omits still fails if its resources fail', async () => {
  const { observed, unread } = await read({
    rows: [row('1', bucket('a'))],
    counted: { 1: 0 },
    details: { 1: ['a'] },
  });
  expect({ observed, unread }).toEqual({ observed: ['1 a'], unread: [] });
});

test('all findings of contradictory responses are kept, and the region does not count as read', async () => {
  const { observed, unread } = await read({
    rows: [row('1', bucket('a'))],
    counted: { 1: 3 },
    details: { 1: ['b', 'c'] },
  });
  expect({ observed, unread }).toEqual({ observed: ['1 a', '1 b', '1 c'], unread: ['1'] });
});

test('if compliance is not recorded, the rules are requested, and a missing result is detected', async () => {
  const { observed, unread } = await read({ counted: { 1: 1, 2: 2 }, details: { 1: ['a'], 2: ['b'] } });
  expect({ observed, unread }).toEqual({ observed: ['1 a', '2 b'], unread: ['2'] });
});
