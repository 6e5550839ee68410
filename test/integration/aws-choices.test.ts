import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getAwsInUse, listRegions, listTeams, readProfileAccounts } from '#protocol/aws.ts';
import type { RequestMessage } from '#protocol/message.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { profileOfSandbox } from '../support/aws-files.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow, type WindowOptions } from '../support/window.ts';

let sandbox: Sandbox;
let cleanup: Cleanup;
beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  cleanup = createCleanup();
});
afterEach(async () => {
  sandbox.aws.faults.slow(0);
  for (const call of ['ListRoots', 'ListAccountsForParent'])
    sandbox.aws.faults.forbid(`organizations:${call}`, false);
  sandbox.aws.faults.forbid('account:ListRegions', false);
  await cleanup.run();
});

async function start(env: Record<string, string | undefined> = {}, options: WindowOptions = {}) {
  const daemon = await startDaemon(sandbox, { env: { GUARDRAIL_TEAM: undefined, ...env } });
  cleanup.add(() => daemon.close());
  const { connection, close } = await openWindow(daemon.context.place, options);
  cleanup.add(async () => close());
  const messages: string[] = [];
  connection.onNotification('$/progress', ({ value }: { value: { message?: string } }) => {
    if (value.message) messages.push(value.message);
  });
  return {
    messages,
    request: <Params, Result>({ method }: RequestMessage<Params, Result>, params: Params) =>
      connection.sendRequest<Result>(method, params),
  };
}

describe('the teams to choose from', () => {
  it('are the organizational units, each with its place in the tree and the number of its accounts', async () => {
    const client = await start();

    const { units, more } = await client.request(listTeams, { workDoneToken: 'units' });

    expect(more).toBe(false);
    const team = units.find(({ name }) => name === sandbox.hello.team);
    const { ouId, childOuId } = sandbox.world.teams.find(({ name }) => name === sandbox.hello.team) ?? {};
    const accounts = sandbox.world.accounts.filter((each) => [ouId, childOuId].includes(each.ouId));
    expect(accounts.length).toBeGreaterThan(1);
    expect(team).toEqual({ id: ouId, name: sandbox.hello.team, above: [], accounts: accounts.length });
    const nested = sandbox.world.teams.find((each) => each.childOuId !== undefined);
    expect(units).toContainEqual(expect.objectContaining({ id: nested?.childOuId, above: [nested?.name] }));
    expect(client.messages.at(-1)).toBe(`${units.length} organizational units so far`);
  });

  it('need no region', async () => {
    const client = await start({ AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined });
    expect((await client.request(listTeams, {})).units.length).toBeGreaterThan(2);
  });

  it('are listed without numbers if their accounts may not be listed', async () => {
    sandbox.aws.faults.forbid('organizations:ListAccountsForParent');
    const client = await start();
    const { units } = await client.request(listTeams, {});
    expect(units.length).toBeGreaterThan(2);
    expect(units.filter(({ accounts }) => accounts !== undefined)).toEqual([]);
  });

  it('say what the user can do, not what a sync does: none repeats the list', async () => {
    sandbox.aws.faults.expireSessions(true);
    const client = await start();
    await expect(client.request(listTeams, {})).rejects.toThrow(/has expired\..*, then try again\.$/);
    sandbox.aws.faults.expireSessions(false);
  });

  it('name the permission that is missing if the organization may not be listed', async () => {
    sandbox.aws.faults.forbid('organizations:ListRoots');
    const client = await start();
    await expect(client.request(listTeams, {})).rejects.toThrow(
      /AWS denies organizations:ListRoots.* Ask your administrator for the permission organizations:ListRoots\./,
    );
  });
});

describe('the regions to choose from', () => {
  it('are those that the account has enabled, with the places that AWS names them after', async () => {
    const client = await start();
    const { regions, unknown } = await client.request(listRegions, {});
    expect(unknown).toBeUndefined();
    expect(regions.map(({ region }) => region)).toEqual(sandbox.world.regions.toSorted());
    expect(regions).toContainEqual({ region: 'eu-west-1', place: 'Ireland' });
    const { region } = sandbox.hello;
    expect(regions.filter(({ aggregator }) => aggregator !== undefined)).toEqual([
      expect.objectContaining({ region, aggregator: expect.any(String) }),
    ]);
  });

  it('are the known ones, with the reason, if they may not be listed', async () => {
    sandbox.aws.faults.forbid('account:ListRegions');
    const client = await start();
    const { regions, unknown } = await client.request(listRegions, {});
    expect(unknown).toMatch(/AWS denies account:ListRegions/);
    expect(regions.length).toBeGreaterThan(30);
    expect(regions.filter(({ place }) => place === undefined)).toEqual([]);
  });
});

describe('the values in use', () => {
  it('come with the source of each', async () => {
    const client = await start({}, { settings: { team: 'payments', aws: { profile: 'shop' } } });
    expect(await client.request(getAwsInUse, {})).toEqual({
      team: { value: 'payments', source: 'editor' },
      profile: { value: 'shop', source: 'editor' },
      region: { value: sandbox.hello.region, source: 'environment' },
    });
  });
});

describe('the accounts of profiles', () => {
  it('are what AWS says, or what prevents that', async () => {
    const bad = '[profile bad]\naws_access_key_id = AKIAWRONG\naws_secret_access_key = wrong\n';
    const folder = cleanup.folder('aws');
    const client = await start(profileOfSandbox(sandbox, { folder, name: 'good', more: bad }));

    const { accounts } = await client.request(readProfileAccounts, { profiles: ['bad', 'good'] });

    expect(accounts).toEqual([
      { profile: 'bad', problem: expect.stringMatching(/bad/) },
      { profile: 'good', account: expect.stringMatching(/^\d{12}$/) },
    ]);
  });
});
