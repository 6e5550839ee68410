import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { SyncReport } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { sampleAccounts } from '../support/account-by-account.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

/** `guardrail sync` and `guardrail findings` report accounts and regions that could not be read or are no longer read. */

let sandbox: Sandbox;
let terminal: Terminal;
beforeAll(async () => {
  sandbox = await startSmallSandbox({ accounts: 30, teams: 4, regions: 4, findings: 300 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  terminal = openTerminal(sandbox);
});
afterEach(async () => {
  sandbox.aws.faults.denyByPolicy();
  for (const account of sampleAccounts(sandbox)) sandbox.aws.faults.allow(account);
  await terminal.close();
});

const configure = (accounts: readonly string[], regions: readonly string[]) =>
  terminal.configure(
    JSON.stringify({
      regions,
      accounts: accounts.map((id) => ({ id, role: `arn:aws:iam::${id}:role/GuardrailRead` })),
    }),
  );
const findings = async () => {
  const { stdout } = await terminal.run(['findings', '--json', '--all']);
  return JSON.parse(stdout) as FindingView[];
};

it('a sync fails if something was not read, in one line that names the next step; JSON has every account and region', async () => {
  const denied = sampleAccounts(sandbox).slice(0, 2);
  for (const account of denied) sandbox.aws.faults.deny(account);
  const { regions } = sandbox.world;
  configure(sampleAccounts(sandbox), regions);

  const plain = await terminal.run(['sync']);
  expect(plain.code).toBe(1);
  expect(plain.stderr).toMatch(
    /^guardrail: Not everything was read: \d+ of \d+ places are missing\. AWS denies .*Ask [^\n]*\n$/,
  );
  expect(plain.stdout.split('\n').filter((line) => line.includes('not read:')).length).toBeLessThanOrEqual(4);
  expect(plain.stdout).toContain(`2 accounts in ${regions.length} regions`);

  const json = await terminal.run(['sync', '--json']);
  expect(json).toMatchObject({ code: 1, stderr: plain.stderr });
  const failed = (JSON.parse(json.stdout) as SyncReport).coverage.filter(({ ok }) => !ok);
  expect(failed.length).toBeGreaterThanOrEqual(denied.length * regions.length * 2);
  expect(failed.every(({ problem }) => problem?.includes('AWS denies'))).toBe(true);
});

it('a region that a policy denies is noted once and is not a failure', async () => {
  const [first = '', second = ''] = sandbox.world.regions;
  sandbox.aws.faults.denyByPolicy({ region: second });
  configure(sampleAccounts(sandbox), [first, second]);
  const ran = await terminal.run(['sync']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout.split('\n').filter((line) => line.includes('SCP')).length).toBeLessThanOrEqual(3);
  expect(ran.stdout).toContain(second);
});

it('an account and a region that left the configuration are removed from the lists, at once and unresolved', async () => {
  const all = sampleAccounts(sandbox);
  const [home = '', ...others] = sandbox.world.regions;
  configure(all, sandbox.world.regions);
  await terminal.run(['sync']);
  const before = (await findings()).filter(({ resolvedAt }) => resolvedAt === undefined);
  const keys = (shown: readonly FindingView[]) => shown.map(({ key }) => key).sort();
  const [gone] = all.filter((account) => before.some((finding) => finding.account === account));
  const kept = all.filter((account) => account !== gone);
  const expected = before.filter(
    ({ account, region }) => account !== gone && [home, 'global'].includes(region),
  );
  expect(others.some((region) => before.some((finding) => finding.region === region))).toBe(true);

  configure(kept, [home]);
  expect(keys(await findings())).toEqual(keys(expected));

  const ran = await terminal.run(['sync', '--json']);
  const report = JSON.parse(ran.stdout) as SyncReport;
  expect(report.findings).toMatchObject({ resolved: 0, failing: expected.length });
  expect(new Set(report.coverage.map(({ region }) => region))).toEqual(new Set([home, '']));
  expect(keys(await findings())).toEqual(keys(expected));

  configure(all, sandbox.world.regions);
  await terminal.run(['sync']);
  expect(keys(await findings())).toEqual(keys(before));
});
