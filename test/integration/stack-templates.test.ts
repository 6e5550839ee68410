import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TeamSettings } from '../../daemon/domain/accounts/team.ts';
import type { Reading } from '../../daemon/domain/findings/reading.ts';
import type { StackTemplate } from '../../daemon/domain/stacks/stack-template.ts';
import { deployedHash } from '../../daemon/domain/templates/content-hash.ts';
import { readTeam } from '../../daemon/integrations/aws/read-team.ts';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import type { Stack, World } from '../../daemon/sandbox/model.ts';
import { english } from '../support/english.ts';
import { accounts, bucket, home, smallWorld, stack, teams } from '../support/small-world.ts';

/** The templates of deployed stacks, read from the sandbox's AWS with both strategies. */

const nestedType = 'AWS::CloudFormation::Stack';
const text = 'Resources:\r\n  Bucket0:\r\n    Type: AWS::S3::Bucket\r\n';
const tagsOf = (of: Stack, logicalId: string) => ({
  'aws:cloudformation:stack-id': of.id,
  'aws:cloudformation:stack-name': of.name,
  'aws:cloudformation:logical-id': logicalId,
});
const inAccount = (account: string, name: string, given: Partial<Stack> = {}) =>
  stack(name, [`${name}-logs`], {
    account,
    id: `arn:aws:cloudformation:${home}:${account}:stack/${name}/1`,
    template: text,
    ...given,
  });

function worldOfStacks() {
  const recorded = inAccount(accounts.payments, 'recorded');
  const idle = inAccount(accounts.payments, 'idle');
  const inner = inAccount(accounts.paymentsLab, 'outer-Inner-0A1B2C3D4E5F', { recorded: false });
  const outer = inAccount(accounts.paymentsLab, 'outer', {
    recorded: false,
    resources: [{ logicalId: 'Inner', physicalId: inner.id, type: nestedType }],
  });
  const around = inAccount(accounts.payments, 'around', {
    resources: [{ logicalId: 'Recorded', physicalId: recorded.id, type: nestedType }],
  });
  const own = inAccount(accounts.security, 'own');
  const failing = [recorded, inner, own].map((each) =>
    bucket(`${each.name}-logs`, { account: each.account, tags: tagsOf(each, 'Bucket0') }),
  );
  const world = smallWorld({
    stacks: [recorded, around, idle, inner, outer, own],
    resources: failing,
    regions: [home],
  });
  return { world, recorded, around, inner, outer, own };
}

let world: World;
let stacks: ReturnType<typeof worldOfStacks>;
let aws: SandboxAws;
beforeAll(async () => {
  stacks = worldOfStacks();
  world = stacks.world;
  aws = await startAws(world);
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL', 'HTTP_PROXY', 'http_proxy'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_ACCESS_KEY_ID', aws.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', aws.credentials.secretAccessKey);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});
beforeEach(() => aws.calls.clear());

async function readOnce(team: TeamSettings, known: readonly StackTemplate[] = []) {
  const readings: Reading[] = [];
  const options = {
    signal: new AbortController().signal,
    onCall: () => {},
    knownRules: new Map(),
    knownTemplates: new Map(known.map((template) => [template.stackId, template])),
  };
  for await (const reading of readTeam(team, { endpoint: aws.url, region: home }, options))
    readings.push(reading);
  return {
    templates: readings.flatMap((reading) => (reading.kind === 'templates' ? reading.templates : [])),
    resources: readings.flatMap((reading) => (reading.kind === 'stacks' ? reading.resources : [])),
    notes: readings.flatMap((reading) => (reading.kind === 'note' ? [english(reading.note)] : [])),
    problems: readings.flatMap((reading) => (reading.kind === 'covered' && reading.problem ? [reading] : [])),
    asked: aws.calls.get('cloudformation:GetTemplate') ?? 0,
  };
}

const byAccounts: TeamSettings = {
  team: 'payments',
  regions: [home],
  accounts: [accounts.payments, accounts.paymentsLab].map((id) => ({
    id,
    role: `arn:aws:iam::${id}:role/GuardrailRead`,
  })),
};

describe('account by account', () => {
  it('only the templates of stacks that contain a finding’s resource are read', async () => {
    const { templates, asked, problems, notes } = await readOnce(byAccounts);

    expect(new Map(templates.map(({ stackId, hash }) => [stackId, hash]))).toEqual(
      new Map([stacks.recorded, stacks.inner].map(({ id }) => [id, deployedHash(text)])),
    );
    expect([asked, problems, notes]).toEqual([2, [], []]);
  });

  it('the resources of a nested stack are known, and its logical id in the parent stack', async () => {
    const { resources } = await readOnce(byAccounts);
    const { inner, outer } = stacks;

    expect(resources).toContainEqual(
      expect.objectContaining({
        stackId: outer.id,
        logicalId: 'Inner',
        physicalId: inner.id,
        type: nestedType,
      }),
    );
    expect(resources).toContainEqual(
      expect.objectContaining({ stackId: inner.id, logicalId: 'Bucket0', physicalId: `${inner.name}-logs` }),
    );
  });

  it('nested stacks are known in the same way if Config records both', async () => {
    const { resources } = await readOnce(byAccounts);
    const { around, recorded } = stacks;

    expect(resources).toContainEqual(
      expect.objectContaining({ stackId: around.id, logicalId: 'Recorded', physicalId: recorded.id }),
    );
    expect(resources).toContainEqual(expect.objectContaining({ stackId: recorded.id, logicalId: 'Bucket0' }));
  });

  it('the next sync run asks only for the stack that was updated in between', async () => {
    const first = await readOnce(byAccounts);
    aws.calls.clear();
    const second = await readOnce(byAccounts, first.templates);
    expect([second.asked, second.templates]).toEqual([0, first.templates]);

    Object.assign(stacks.recorded, { template: `${text}# more`, updated: '2026-11-24T09:00:00.000Z' });
    const third = await readOnce(byAccounts, second.templates);
    delete stacks.recorded.template;
    expect(third.asked).toBe(1);
    expect(third.templates.find(({ stackId }) => stackId === stacks.recorded.id)).toMatchObject({
      updated: '2026-11-24T09:00:00.000Z',
      hash: deployedHash(`${text}# more`),
    });
  });
});

describe('if AWS denies it', () => {
  const { payments, paymentsLab } = accounts;
  it.each([
    ['GetTemplate', { read: 0, denied: [payments, paymentsLab] }],
    ['ListStacks', { read: 1, denied: [paymentsLab] }],
    ['ListStackResources', { read: 2, denied: [paymentsLab] }],
  ])(
    '%s is requested once in each account, noted once for all accounts, and is not a gap',
    async (call, { read, denied }) => {
      aws.faults.forbid(`cloudformation:${call}`);
      const { templates, notes, problems } = await readOnce(byAccounts).finally(() =>
        aws.faults.forbid(`cloudformation:${call}`, false),
      );

      expect(templates).toHaveLength(read);
      expect(problems).toEqual([]);
      expect(notes).toEqual([
        expect.stringContaining(`denies cloudformation:${call} in ${denied.join(', ')}:`),
      ]);
      expect(aws.calls.get(`cloudformation:${call}`)).toBe(denied.length);
    },
  );
});

describe('through the organization', () => {
  it('stacks of other accounts cannot be read, and that is not a gap', async () => {
    const { templates, asked, problems, notes } = await readOnce({ team: teams.payments.name });

    expect([templates, asked, problems, notes]).toEqual([[], 0, [], []]);
  });

  it('stacks of the caller’s own account can be read', async () => {
    const { templates } = await readOnce({ team: teams.security.name });

    expect(templates).toMatchObject([{ stackId: stacks.own.id, hash: deployedHash(text) }]);
  });
});
