import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AccountAccess } from '../../daemon/domain/accounts/access.ts';
import type { TeamSettings } from '../../daemon/domain/accounts/team.ts';
import type { Reading } from '../../daemon/domain/findings/reading.ts';
import { readTeam } from '../../daemon/integrations/aws/read-team.ts';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';
import { english } from '../support/english.ts';
import { endsOf, failingKeys, keysOf, ofKind, problemsOf } from '../support/team-readings.ts';

/** Accounts and regions that cannot be read, against the sandbox. Each is a gap or noted, and never looks clean. */

let world: World;
let aws: SandboxAws;
let calls: Record<string, number>;

beforeAll(async () => {
  world = createWorld({ accounts: 24, teams: 4, regions: 6, findings: 400 });
  aws = await startAws(world);
});
afterAll(() => aws.close());
beforeEach(() => {
  calls = {};
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL', 'HTTP_PROXY', 'http_proxy']) {
    vi.stubEnv(name, undefined);
  }
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
  vi.stubEnv('AWS_ACCESS_KEY_ID', aws.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', aws.credentials.secretAccessKey);
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const state of ['stopped', 'failing', 'missing'] as const) aws.faults.recorder(state);
  for (const state of ['suspended', 'missing'] as const) aws.faults.detector(state);
  aws.faults.disableRegion();
  aws.faults.denyByPolicy();
  for (const call of forbidden.splice(0)) aws.faults.forbid(call, false);
});

const forbidden: string[] = [];
function forbid(call: string): void {
  forbidden.push(call);
  aws.faults.forbid(call);
}

const sample = () => world.teams[0] ?? { name: '', ouId: '', childOuId: '' };
const membersOf = ({ ouId, childOuId } = sample()) =>
  world.accounts.filter((account) => account.ouId === ouId || account.ouId === childOuId).map(({ id }) => id);
const failingIn = (accounts: readonly string[]) => failingKeys(world, accounts);

const byRoles = (): TeamSettings & { accounts: AccountAccess[] } => ({
  team: sample().name,
  regions: world.regions,
  accounts: membersOf().map((id) => ({ id, role: `arn:aws:iam::${id}:role/GuardrailRead` })),
});

async function readAll(team: TeamSettings): Promise<Reading[]> {
  const readings: Reading[] = [];
  const onCall = (service: string, operation: string) => {
    const name = `${service}:${operation}`;
    calls[name] = (calls[name] ?? 0) + 1;
  };
  const access = { endpoint: aws.url, region: world.aggregator.region };
  const options = {
    signal: new AbortController().signal,
    onCall,
    knownRules: new Map(),
    knownTemplates: new Map(),
  };
  for await (const reading of readTeam(team, access, options)) readings.push(reading);
  return readings;
}

describe('an account and region that cannot be read is a gap', () => {
  const regions = () => world.regions.slice(0, 3);
  const byFew = () => ({ ...byRoles(), regions: regions() });
  const failing = () =>
    failingIn(membersOf()).filter((key) => [...regions(), 'global'].includes(key.split(':')[2] ?? ''));
  const failingAccount = () => membersOf().find((id) => failingIn([id]).length > 0) ?? '';
  const gapsOf = (readings: readonly Reading[]) =>
    problemsOf(readings)
      .map(({ account, region, source }) => `${account} ${region} ${source}`)
      .sort();

  test.each([
    ['stopped', 'does not record'],
    ['missing', 'does not record'],
    ['failing', 'InsufficientDeliveryPolicyException'],
  ] as const)('if the recorder is %s, although old items still exist', async (state, words) => {
    const place = { account: failingAccount(), region: world.regions[1] ?? '' };
    aws.faults.recorder(state, place);
    const readings = await readAll(byFew());
    expect(gapsOf(readings)).toEqual([`${place.account} ${place.region} config`]);
    expect(english(problemsOf(readings)[0]?.problem)).toContain(words);
    // The last known findings are still shown.
    expect(keysOf(readings)).toEqual(failing());
  });

  test.each(['config:DescribeConfigurationRecorderStatus', 'config:DescribeConfigurationRecorders'])(
    'if %s is denied, and all other data is read',
    async (permission) => {
      forbid(permission);
      const readings = await readAll(byFew());
      expect(gapsOf(readings)).toHaveLength(membersOf().length * regions().length);
      expect(english(problemsOf(readings)[0]?.problem)).toContain(permission);
      expect(keysOf(readings)).toEqual(failing());
    },
  );

  test.each(['organization', 'accounts'] as const)(
    'if GuardDuty is suspended, or its status cannot be read: %s',
    async (strategy) => {
      const team = strategy === 'accounts' ? byFew() : { team: sample().name, regions: regions() };
      const [region = ''] = world.regions;
      const account = failingAccount();
      aws.faults.detector('suspended', { account, region });
      expect(gapsOf(await readAll(team))).toEqual([`${account} ${region} guardduty`]);
      forbid('guardduty:GetDetector');
      const readings = await readAll(team);
      expect(gapsOf(readings)).toHaveLength(membersOf().length * regions().length);
      expect(english(problemsOf(readings)[0]?.problem)).toContain('guardduty:GetDetector');
    },
  );

  test('a missing detector is noted and resolves nothing', async () => {
    const place = { account: failingAccount(), region: world.regions[0] ?? '' };
    aws.faults.detector('missing', place);
    const readings = await readAll(byFew());
    expect(gapsOf(readings)).toEqual([]);
    expect(ofKind(readings, 'covered').filter(({ skipped }) => skipped)).toEqual([
      { kind: 'covered', ...place, source: 'guardduty', skipped: 'disabled', note: expect.anything() },
    ]);
  });

  test('an administrator without any detector does not know the findings of its members', async () => {
    aws.faults.detector('missing', { account: world.securityAccount });
    const readings = await readAll({ team: sample().name, regions: regions() });
    expect(gapsOf(readings)).toHaveLength(membersOf().length * regions().length);
    expect(english(problemsOf(readings)[0]?.problem)).toContain('delegated administrator');
  });

  test('an administrator without a detector in one region is noted there', async () => {
    const region = world.regions[2] ?? '';
    aws.faults.detector('missing', { account: world.securityAccount, region });
    const readings = await readAll({ team: sample().name, regions: regions() });
    expect(gapsOf(readings)).toEqual([]);
    const noted = ofKind(readings, 'covered').filter(({ skipped }) => skipped);
    expect(noted.map(({ account }) => account).sort()).toEqual(membersOf().sort());
  });
});

describe('regions', () => {
  const two = () => [world.regions[0] ?? '', world.regions[1] ?? ''];
  const unlisted = () => {
    const { regions: _regions, ...team } = byRoles();
    return team;
  };
  const notedPlaces = (readings: readonly Reading[]) =>
    ofKind(readings, 'covered')
      .filter(({ skipped }) => skipped === 'blocked')
      .map(({ account, region, source }) => `${account} ${region} ${source}`)
      .sort();

  test('that are not configured are those that each account has enabled', async () => {
    const [account = ''] = membersOf();
    const off = world.regions[3] ?? '';
    aws.faults.disableRegion({ account, region: off });
    const readings = await readAll(unlisted());
    const read = endsOf(readings, 'config').map((place) => `${place.account} ${place.region}`);
    expect(read).toHaveLength(membersOf().length * world.regions.length - 1);
    expect(read).not.toContain(`${account} ${off}`);
    expect(problemsOf(readings)).toEqual([]);
  });

  test('that cannot be listed are reported, and one region is read', async () => {
    forbid('account:ListRegions');
    const readings = await readAll(unlisted());
    const gaps = problemsOf(readings);
    expect(new Set(gaps.map(({ region }) => region))).toEqual(new Set(['global']));
    expect(new Set(gaps.map(({ account }) => account))).toEqual(new Set(membersOf()));
    expect(english(gaps[0]?.problem)).toContain(`Only ${world.aggregator.region} was read`);
    expect(english(gaps[0]?.problem)).toContain('account:ListRegions');
  });

  test.each([
    ['are off', () => aws.faults.disableRegion({ region: world.regions[1] ?? '' })],
    ['a policy denies', () => aws.faults.denyByPolicy({ region: world.regions[1] ?? '' })],
  ])('that %s are noted by account and are not a failure', async (_what, spoil) => {
    spoil();
    // The region that cannot be read comes first: it must not decide the result of the account.
    const readings = await readAll({ ...byRoles(), regions: two().toReversed() });
    expect(problemsOf(readings)).toEqual([]);
    const region = world.regions[1];
    const expected = membersOf().flatMap((id) =>
      ['config', 'guardduty', 'stacks'].map((source) => `${id} ${region} ${source}`),
    );
    expect(notedPlaces(readings)).toEqual(expected.sort());
  });

  test('that a policy denies completely are a gap, because nothing is known of them', async () => {
    const [account = ''] = membersOf();
    aws.faults.denyByPolicy({ account });
    const readings = await readAll({ ...byRoles(), regions: two() });
    const gaps = problemsOf(readings);
    expect(new Set(gaps.map((gap) => `${gap.account} ${gap.source}`))).toEqual(
      new Set(['config', 'guardduty', 'stacks'].map((source) => `${account} ${source}`)),
    );
    expect(english(gaps[0]?.problem)).toContain('SCP');
  });

  test('limit the organization, too', async () => {
    const regions = two();
    const readings = await readAll({ team: sample().name, regions });
    for (const source of ['config', 'guardduty', 'stacks']) {
      expect(new Set(endsOf(readings, source).map(({ region }) => region))).toEqual(new Set(regions));
    }
    expect(calls['guardduty:ListDetectors']).toBe(regions.length);
    expect(problemsOf(readings)).toEqual([]);
    const expected = failingIn(membersOf()).filter((key) =>
      [...regions, 'global'].includes(key.split(':')[2] ?? ''),
    );
    expect(keysOf(readings)).toEqual(expected);
  });

  test('that the aggregator does not collect from are a gap', async () => {
    const readings = await readAll({ team: sample().name, regions: ['me-south-1'] });
    const gaps = endsOf(problemsOf(readings), 'config');
    expect(gaps).toHaveLength(membersOf().length);
    expect(english(gaps[0]?.problem)).toContain('does not collect from this region');
  });
});
