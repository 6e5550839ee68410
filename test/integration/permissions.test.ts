import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSync } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { accountsConfiguration } from '../support/account-by-account.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

/** The policies of `docs/permissions.md`, by the id of their statement. */
const policies = new Map(
  [...readFileSync('docs/permissions.md', 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].flatMap(
    ([, json = '']) => {
      const { Statement } = JSON.parse(json) as { Statement: { Sid?: string; Action: string | string[] }[] };
      return Statement.map(({ Sid, Action }) => [Sid, [Action].flat()] as const);
    },
  ),
);

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSmallSandbox();
  folder = mkdtempSync(path.join(tmpdir(), 'guardrail-permissions-'));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

describe('the policy in docs/permissions.md', () => {
  it.each([
    { strategy: 'through the organization', policy: 'GuardrailOrganization', configFile: () => undefined },
    {
      strategy: 'account by account',
      policy: 'GuardrailAccount',
      configFile: () => accountsConfiguration(sandbox, folder),
    },
  ])(
    'allows every call of a sync run $strategy',
    async ({ policy, configFile: configFileOf }) => {
      const configFile = configFileOf();
      const daemon = await startDaemon(sandbox, configFile === undefined ? {} : { configFile });
      const client = await daemon.client();

      const { calls } = await client.request(runSync, {});
      await daemon.close();

      const asked = Object.keys(calls).filter((call) => !/^(sts|jira):/.test(call));
      expect(asked.length).toBeGreaterThan(8);
      expect(asked.filter((call) => !policies.get(policy)?.includes(call))).toEqual([]);
    },
    60_000,
  );
});
