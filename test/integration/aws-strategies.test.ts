import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { runSync, type SyncReport } from '#protocol/sync.ts';
import type { Client } from '../../daemon/commands/daemon-client.ts';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { accountsConfiguration, sampleAccounts } from '../support/account-by-account.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';

/** The assembled daemon, over its socket, against the whole invented organization: its findings are complete and exact. */

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(path.join(tmpdir(), 'guardrail-configurations-'));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** Returns the failures of the team's accounts, computed from the world itself and without the product's keys. */
function failingNow(): string[] {
  const { resources, guardduty } = sandbox.world;
  const accounts = new Set(sampleAccounts(sandbox));
  const config = resources.flatMap(({ account, region, global, type, id, evaluations }) =>
    evaluations
      .filter(({ compliance }) => compliance === 'NON_COMPLIANT')
      .map(({ ruleName }) => [account, global ? 'global' : region, ruleName, type, id]),
  );
  const threats = guardduty
    .filter(({ archived }) => !archived)
    .map(({ account, region, type, id }) => [account, region, type, id]);
  return [...config, ...threats]
    .filter(([account = '']) => accounts.has(account))
    .map((parts) => parts.join(' '))
    .sort();
}

function shown({ source, key, account, region, rule, resource }: FindingView): string {
  const about = source === 'guardduty' ? [key.slice(key.lastIndexOf(':') + 1)] : [resource.type, resource.id];
  return [account, region, rule, ...about].join(' ');
}

const configurations = {
  organization: () => undefined,
  accounts: () => accountsConfiguration(sandbox, folder),
};

describe.each(['organization', 'accounts'] as const)('by the strategy: %s', (strategy) => {
  let daemon: TestDaemon;
  let client: Client;
  let report: SyncReport;
  beforeEach(async () => {
    const configFile = configurations[strategy]();
    daemon = await startDaemon(sandbox, configFile === undefined ? {} : { configFile });
    client = await daemon.client({ folders: [sandbox.hello.workspace] });
    sandbox.aws.calls.clear();
    report = await client.request(runSync, {});
  });
  afterEach(() => daemon.close());

  const failing = async () => (await client.request(listFindings, {})).findings;

  it('a team sees every finding of its accounts once, and no findings of other teams', async () => {
    const { accounts, teams, regions } = sandbox.world;
    expect([accounts.length, teams.length, regions.length]).toEqual([300, 67, 17]);
    const findings = await failing();
    expect(findings.map(shown).sort()).toEqual(failingNow());
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
    expect(findings.length).toBeGreaterThan(40);
    expect(report).toMatchObject({
      way: strategy,
      accounts: sampleAccounts(sandbox).length,
      findings: { failing: findings.length },
    });
  });

  it('each finding has its resource’s name and ARN, its managed rule and its ticket', async () => {
    const { resources, issues } = sandbox.world;
    for (const { source, account, resource, rule, ruleIdentifier, ticket } of await failing()) {
      const issue = issues.find(({ key }) => key === ticket?.key);
      expect(issue?.description).toContain(account);
      expect(issue?.description).toContain(rule);
      if (source === 'guardduty') continue;
      const made = resources.find((each) => each.account === account && each.id === resource.id);
      const { identifier } = made?.evaluations.find(({ ruleName }) => ruleName === rule) ?? {};
      // A site's own rule names are known in the accounts that have the rule, but not in the account of the aggregator.
      const isOwnName = rule.startsWith('corp-');
      if (strategy === 'accounts' || !isOwnName) expect(ruleIdentifier).toBe(identifier);
      if (resource.type !== 'AWS::::Account') expect(resource).toMatchObject({ arn: made?.arn });
      if (made?.name !== undefined) expect(resource).toMatchObject({ name: made.name });
    }
  });

  it('a user is the same resource, with the same facts, in findings of Config and of GuardDuty', async () => {
    const users = (await failing()).filter(({ resource }) => resource.type === 'AWS::IAM::User');
    const [threat] = users.filter(({ source }) => source === 'guardduty');
    const alike = users.filter(({ resource }) => resource.name === threat?.resource.name);
    const made = sandbox.world.resources.find(({ id }) => id === threat?.resource.id);

    expect(new Set(alike.map(({ source }) => source))).toEqual(new Set(['config', 'guardduty']));
    for (const { resource, account } of alike) {
      expect(resource).toEqual({ type: 'AWS::IAM::User', id: made?.id, name: made?.name, arn: made?.arn });
      expect(account).toBe(made?.account);
    }
  });

  it('every account, region and source is covered, and AWS received the reported calls', () => {
    const { coverage, calls } = report;
    expect(coverage.filter(({ ok }) => !ok)).toEqual([]);
    const places = coverage.map(({ account, region, source }) => `${account} ${region} ${source}`);
    expect(new Set(places).size).toBe(places.length);
    const expected = sampleAccounts(sandbox).flatMap((account) =>
      sandbox.world.regions.flatMap((region) =>
        ['config', 'guardduty', 'stacks'].map((source) => `${account} ${region} ${source}`),
      ),
    );
    expect(places).toEqual(expect.arrayContaining(expected));
    expect(places).toHaveLength(expected.length + 1);
    const sent = Object.fromEntries(Object.entries(calls).filter(([name]) => !name.startsWith('jira:')));
    expect(sent).toEqual(Object.fromEntries(sandbox.aws.calls));
  });

  it('a sync run resolves exactly the findings that were fixed, and opens those that fail again', async () => {
    const before = failingNow();
    const accounts = new Set(sampleAccounts(sandbox));
    const fixed = sandbox.world.resources
      .filter(({ account, global }) => accounts.has(account) && global)
      .flatMap(({ evaluations }) => evaluations)
      .filter(({ compliance }) => compliance === 'NON_COMPLIANT');
    expect(fixed.length).toBeGreaterThan(3);
    try {
      for (const evaluation of fixed) evaluation.compliance = 'COMPLIANT';
      const next = await client.request(runSync, {});
      expect(next.findings).toMatchObject({ added: 0, resolved: fixed.length });
      expect((await failing()).map(shown).sort()).toEqual(failingNow());
    } finally {
      for (const evaluation of fixed) evaluation.compliance = 'NON_COMPLIANT';
    }
    await client.request(runSync, {});
    expect((await failing()).map(shown).sort()).toEqual(before);
  });
});

it('both strategies give the same findings the same keys', async () => {
  const keys = [];
  for (const configFile of [configurations.organization(), configurations.accounts()]) {
    const daemon = await startDaemon(sandbox, configFile === undefined ? {} : { configFile });
    const client = await daemon.client();
    await client.request(runSync, {});
    keys.push((await client.request(listFindings, {})).findings.map(({ key }) => key).sort());
    await daemon.close();
  }
  expect(keys[0]).toEqual(keys[1]);
});
