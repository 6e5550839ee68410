import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AccountAccess, AwsAccess } from '../../daemon/domain/accounts/access.ts';
import type { TeamSettings } from '../../daemon/domain/accounts/team.ts';
import type { Reading } from '../../daemon/domain/findings/reading.ts';
import { readTeam } from '../../daemon/integrations/aws/read-team.ts';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';
import { english } from '../support/english.ts';
import { endsOf, failingKeys, keysOf, ofKind, problemsOf } from '../support/team-readings.ts';

/** The whole reader against the sandbox's AWS, with both strategies. */

let world: World;
let aws: SandboxAws;
let folder: string;
let calls: Record<string, number>;

beforeAll(async () => {
  world = createWorld();
  aws = await startAws(world);
  folder = mkdtempSync(join(tmpdir(), 'guardrail-team-'));
});
afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  calls = {};
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL', 'HTTP_PROXY', 'http_proxy']) {
    vi.stubEnv(name, undefined);
  }
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_ACCESS_KEY_ID', aws.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', aws.credentials.secretAccessKey);
});
afterEach(() => {
  vi.unstubAllEnvs();
  aws.faults.throttleNext(0);
  aws.faults.complianceNotRecorded();
  aws.faults.unreachable(false);
  aws.faults.expireSessions(false);
});

const sample = () => {
  const [team] = world.teams;
  if (!team) throw new RangeError('the world has no team');
  return team;
};
const membersOf = ({ ouId, childOuId } = sample()) =>
  world.accounts.filter((account) => account.ouId === ouId || account.ouId === childOuId).map(({ id }) => id);

const failingIn = (accounts: readonly string[]) => failingKeys(world, accounts);

async function readAll(
  team: TeamSettings,
  signal = new AbortController().signal,
  access: AwsAccess = { endpoint: aws.url, region: world.aggregator.region },
): Promise<Reading[]> {
  const readings: Reading[] = [];
  const onCall = (service: string, operation: string) => {
    const name = `${service}:${operation}`;
    calls[name] = (calls[name] ?? 0) + 1;
  };
  for await (const reading of readTeam(team, access, {
    signal,
    onCall,
    knownRules: new Map(),
    knownTemplates: new Map(),
  }))
    readings.push(reading);
  return readings;
}

const total = () => Object.values(calls).reduce((sum, count) => sum + count, 0);

/** The sample team by roles in its accounts. */
const byRoles = (): TeamSettings & { accounts: AccountAccess[] } => ({
  team: sample().name,
  regions: world.regions,
  accounts: membersOf().map((id) => ({ id, role: `arn:aws:iam::${id}:role/GuardrailRead` })),
});

describe('the strategy of the organization', () => {
  test("reads exactly the team's failing findings, including those of the child OU, and no other team's", async () => {
    const readings = await readAll({ team: sample().name });
    expect(keysOf(readings)).toEqual(failingIn(membersOf()));
    expect(keysOf(readings).length).toBeGreaterThan(20);
    expect(
      ofKind(readings, 'accounts')[0]
        ?.accounts.map(({ id }) => id)
        .sort(),
    ).toEqual(membersOf().sort());
  });

  test('covers every account, region and source once, after the observations there', async () => {
    const readings = await readAll({ team: sample().name });
    for (const source of ['config', 'guardduty', 'stacks']) {
      const places = endsOf(readings, source).map(({ account, region }) => `${account} ${region}`);
      expect(new Set(places).size).toBe(places.length);
      expect(places).toHaveLength(membersOf().length * world.regions.length);
    }
    expect(problemsOf(readings)).toEqual([]);
    const lastObserved = readings.findLastIndex(
      (reading) =>
        reading.kind === 'observed' && reading.observations.some(({ source }) => source === 'config'),
    );
    const firstCovered = readings.findIndex(
      (reading) => reading.kind === 'covered' && reading.source === 'config',
    );
    expect(firstCovered).toBeGreaterThan(lastObserved);
  });

  test('counts the calls that AWS received, and needs few', async () => {
    aws.calls.clear();
    await readAll({ team: sample().name });
    expect(calls).toEqual(Object.fromEntries(aws.calls));
    expect(calls['config:SelectAggregateResourceConfig']).toBeLessThan(10);
    expect(calls['config:DescribeConfigurationAggregatorSourcesStatus']).toBe(1);
    expect(calls['config:GetAggregateComplianceDetailsByConfigRule']).toBeUndefined();
    // In addition to the other calls: one response for each rule's account and one detector for each region.
    expect(calls['config:DescribeAggregateComplianceByConfigRules']).toBeLessThanOrEqual(
      2 * membersOf().length,
    );
    expect(calls['guardduty:GetDetector']).toBe(world.regions.length);
    expect(total()).toBeLessThan(80 + membersOf().length * 2 + world.regions.length);
  });

  test('describes the observed resources: names, ARNs and tags', async () => {
    const readings = await readAll({ team: sample().name });
    const details = ofKind(readings, 'resources').flatMap(({ resources }) => resources);
    const failing = world.resources.filter(
      ({ account, type, evaluations }) =>
        membersOf().includes(account) &&
        type !== 'AWS::::Account' &&
        evaluations.some(({ compliance }) => compliance === 'NON_COMPLIANT'),
    );
    for (const { account, type, id, arn, tags } of failing) {
      expect(details).toContainEqual(expect.objectContaining({ account, type, id, arn, tags }));
    }
  });

  test('describes addresses by their names in stacks', async () => {
    const readings = await readAll({ team: world.organization.rootId });
    const addresses = ofKind(readings, 'resources')
      .flatMap(({ resources }) => resources)
      .filter(({ type }) => type === 'AWS::EC2::EIP');
    const listed = ofKind(readings, 'stacks')
      .flatMap(({ resources }) => resources)
      .filter(({ type }) => type === 'AWS::EC2::EIP');
    const places = new Set(listed.map(({ account, physicalId }) => `${account} ${physicalId}`));
    const found = addresses.filter(({ account, name }) => places.has(`${account} ${name}`));
    expect(addresses.every(({ id }) => id.startsWith('eipalloc-'))).toBe(true);
    expect(found.length).toBeGreaterThan(0);
  });

  test('knows the resources of recorded stacks, but not those of other teams', async () => {
    const readings = await readAll({ team: sample().name });
    const read = ofKind(readings, 'stacks').flatMap(({ resources }) => resources);
    const recorded = world.stacks.filter(
      ({ account, recorded }) => recorded && membersOf().includes(account),
    );
    expect(new Set(read.map(({ stackId }) => stackId))).toEqual(new Set(recorded.map(({ id }) => id)));
    for (const { resources } of recorded) {
      expect(read).toEqual(
        expect.arrayContaining(resources.map((resource) => expect.objectContaining(resource))),
      );
    }
  });

  test('follows pages to the end for the largest team: the whole organization', async () => {
    const readings = await readAll({ team: world.organization.rootId });
    expect(keysOf(readings)).toEqual(failingIn(world.accounts.map(({ id }) => id)));
    expect(calls['config:SelectAggregateResourceConfig']).toBeGreaterThan(10);
  });

  test('continues after throttling', async () => {
    aws.faults.throttleNext(2);
    const readings = await readAll({ team: sample().name });
    expect(keysOf(readings)).toEqual(failingIn(membersOf()));
  });

  test('if compliance is not recorded, the rules themselves are asked, and a note says so', async () => {
    const [account = ''] = membersOf().filter((id) => failingIn([id]).length > 0);
    aws.faults.complianceNotRecorded({ account });
    const readings = await readAll({ team: sample().name });
    expect(keysOf(readings)).toEqual(failingIn(membersOf()));
    expect(calls['config:GetAggregateComplianceDetailsByConfigRule']).toBeGreaterThan(0);
    expect(ofKind(readings, 'note').map(({ note }) => english(note))).toContainEqual(
      expect.stringContaining(account),
    );
    expect(problemsOf(readings)).toEqual([]);
  });

  test('if compliance is not recorded anywhere, nothing is missing either', async () => {
    aws.faults.complianceNotRecorded('all');
    expect(keysOf(await readAll({ team: sample().name }))).toEqual(failingIn(membersOf()));
  });

  test('an account that is not a member of the GuardDuty administrator is a gap, not a clean account', async () => {
    const [other = ''] = membersOf();
    aws.faults.leaveGuardDuty(other);
    const readings = await readAll({ team: sample().name }).finally(() =>
      aws.faults.leaveGuardDuty(other, false),
    );
    const gaps = problemsOf(readings);
    expect(gaps.map(({ account, region, source }) => `${account} ${region} ${source}`).sort()).toEqual(
      world.regions.map((region) => `${other} ${region} guardduty`).sort(),
    );
    expect(english(gaps[0]?.problem)).toContain(world.securityAccount);
  });

  test('an account that the aggregator cannot collect from is a gap, and the others are read', async () => {
    const [denied = '', ...others] = membersOf();
    aws.faults.deny(denied);
    const readings = await readAll({ team: sample().name }).finally(() => aws.faults.allow(denied));
    const gaps = endsOf(problemsOf(readings), 'config');
    expect(new Set(gaps.map(({ account }) => account))).toEqual(new Set([denied]));
    expect(gaps).toHaveLength(world.regions.length);
    expect(keysOf(readings)).toEqual(expect.arrayContaining(failingIn(others)));
  });

  test('an unknown OU is a problem that suggests similar names', async () => {
    await expect(readAll({ team: `${sample().name}x` })).rejects.toMatchObject({
      code: 'team-unknown',
      facts: { near: expect.arrayContaining([sample().name]) },
    });
  });

  test('an aggregator that does not exist is a problem', async () => {
    await expect(readAll({ team: sample().name, aggregator: 'absent' })).rejects.toMatchObject({
      code: 'aggregator-missing',
    });
  });

  test.each([
    ['an unreachable host', () => aws.faults.unreachable(true), 'aws-unreachable'],
    ['an expired session', () => aws.faults.expireSessions(true), 'aws-session-expired'],
    [
      'a wrong secret',
      () => vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-the-secret'),
      'aws-credentials-refused',
    ],
  ])('%s ends the sync run with a problem', async (_name, spoil, code) => {
    spoil();
    await expect(readAll({ team: sample().name })).rejects.toMatchObject({ code });
  });

  test('cancelling ends the sync run with its reason', async () => {
    const abort = new AbortController();
    aws.faults.slow(50);
    setTimeout(() => abort.abort(new Error('enough')), 120);
    await expect(
      readAll({ team: sample().name }, abort.signal).finally(() => aws.faults.slow(0)),
    ).rejects.toThrow('enough');
  });
});

describe('the strategy account by account', () => {
  test("by roles, reads exactly the team's failing findings", async () => {
    const readings = await readAll(byRoles());
    expect(keysOf(readings)).toEqual(failingIn(membersOf()));
    expect(problemsOf(readings)).toEqual([]);
    expect(calls['sts:AssumeRole']).toBe(membersOf().length);
    // Five requests to Config (recorder, its status, failures, rules, stacks) and three to GuardDuty for each of 6
    // accounts × 17 regions, and few others.
    expect(total()).toBeLessThan(membersOf().length * world.regions.length * 8.8);
    expect(calls['guardduty:GetMembers']).toBeUndefined();
    expect(calls['organizations:ListRoots']).toBeUndefined();
  });

  test('by profiles, reads each account with its own keys', async () => {
    const accounts = membersOf().slice(0, 2);
    writeFileSync(
      join(folder, 'credentials'),
      accounts
        .map((id) => {
          const { accessKeyId, secretAccessKey } = aws.credentialsOf(id);
          return `[p-${id}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
        })
        .join(''),
    );
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    const team = {
      team: 'mine',
      regions: world.regions,
      accounts: accounts.map((id) => ({ id, profile: `p-${id}` })),
    };
    expect(keysOf(await readAll(team))).toEqual(failingIn(accounts));
  });

  test('stacks that Config does not record are found through CloudFormation', async () => {
    const readings = await readAll(byRoles());
    const read = new Set(
      ofKind(readings, 'stacks').flatMap(({ resources }) => resources.map(({ stackId }) => stackId)),
    );
    const unrecorded = world.stacks.filter(
      ({ account, recorded }) => !recorded && membersOf().includes(account),
    );
    const untaggedFailures = world.resources.filter(
      ({ account, tags, evaluations }) =>
        membersOf().includes(account) &&
        tags['aws:cloudformation:logical-id'] === undefined &&
        evaluations.some(({ compliance }) => compliance === 'NON_COMPLIANT'),
    );
    const owed = unrecorded.filter(({ resources }) =>
      resources.some(({ physicalId }) =>
        untaggedFailures.some(({ id, name, arn }) => [id, name, arn].includes(physicalId)),
      ),
    );
    expect([...read]).toEqual(expect.arrayContaining(owed.map(({ id }) => id)));
    expect(calls['cloudformation:DescribeStackResources']).toBeGreaterThan(0);
  });

  test('if compliance is not recorded, the rules themselves are asked', async () => {
    aws.faults.complianceNotRecorded('all');
    const readings = await readAll(byRoles());
    expect(keysOf(readings)).toEqual(failingIn(membersOf()));
    const notes = ofKind(readings, 'note').map(({ note }) => english(note));
    expect(notes).toEqual([expect.stringContaining('AWS::Config::ResourceCompliance')]);
  });

  test('one denied region is a gap that names the permission; everything else is read', async () => {
    const [account = ''] = membersOf().filter((id) => failingIn([id]).length > 0);
    const region = world.regions.at(-1) ?? '';
    aws.faults.deny(account, region);
    const readings = await readAll(byRoles()).finally(() => aws.faults.allow(account, region));
    const gaps = problemsOf(readings);
    expect(gaps.map((gap) => `${gap.account} ${gap.region} ${gap.source}`).sort()).toEqual(
      ['config', 'guardduty', 'stacks'].map((source) => `${account} ${region} ${source}`),
    );
    expect(english(endsOf(gaps, 'config')[0]?.problem)).toContain('config:SelectResourceConfig');
    const readable = failingIn(membersOf()).filter((key) => !key.includes(`${account}:${region}:`));
    expect(keysOf(readings)).toEqual(readable);
  });

  test('a role that may not be assumed is a gap only for its account', async () => {
    const team = byRoles();
    const [first] = team.accounts;
    if (!first) throw new RangeError('the team has no account');
    const accounts = [
      { ...first, role: `arn:aws:iam::${first.id}:role/ReadDenied` },
      ...team.accounts.slice(1),
    ];
    const readings = await readAll({ ...team, accounts });
    expect(new Set(problemsOf(readings).map((gap) => gap.account))).toEqual(new Set([first.id]));
    expect(english(problemsOf(readings)[0]?.problem)).toContain('sts:AssumeRole');
    expect(keysOf(readings)).toEqual(failingIn(membersOf().filter((id) => id !== first.id)));
  });

  test('a profile without a region is a gap only for its account', async () => {
    const [first = '', second = ''] = membersOf();
    const { accessKeyId, secretAccessKey } = aws.credentialsOf(first);
    const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
    writeFileSync(
      join(folder, 'config'),
      `[profile here]\nregion = eu-west-1\n${keys}[profile nowhere]\n${keys}`,
    );
    for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      vi.stubEnv(name, undefined);
    const team = {
      team: 'mine',
      accounts: [
        { id: first, profile: 'here' },
        { id: second, profile: 'nowhere' },
      ],
    };
    const readings = await readAll(team, undefined, { endpoint: aws.url });
    expect(
      endsOf(readings, 'config')
        .map(({ account, region }) => `${account} ${region}`)
        .sort(),
    ).toEqual([...world.regions.map((region) => `${first} ${region}`), `${second} global`].sort());
    expect(new Set(problemsOf(readings).map(({ account }) => account))).toEqual(new Set([second]));
    expect(english(problemsOf(readings)[0]?.problem)).toContain('No AWS region');
  });

  test('findings that are read with another account’s credentials do not count for this account', async () => {
    const [first = '', second = ''] = membersOf();
    const readings = await readAll({
      team: 'mine',
      regions: world.regions,
      accounts: [{ id: first }, { id: second, role: `arn:aws:iam::${second}:role/GuardrailRead` }],
    });
    expect(english(problemsOf(readings)[0]?.problem)).toContain(world.securityAccount);
    expect(keysOf(readings)).toEqual(failingIn([second]));
  });

  test('if no account can be accessed, the sync run ends with the problem', async () => {
    aws.faults.expireSessions(true);
    await expect(readAll(byRoles())).rejects.toMatchObject({ code: 'aws-session-expired' });
  });
});
