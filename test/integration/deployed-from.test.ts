import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { runSync } from '#protocol/sync.ts';
import type { Client } from '../../daemon/commands/daemon-client.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { accountsConfiguration } from '../support/account-by-account.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

/** The assembled daemon: CloudFormation's own copies of templates decide between files that look alike. */

let sandbox: Sandbox;
let cleanup: Cleanup;
let workspace: string;
beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  cleanup = createCleanup();
  workspace = cleanup.folder('workspace');
  cpSync(sandbox.hello.workspace, workspace, { recursive: true });
});
afterEach(() => cleanup.run());

async function synced(way: 'organization' | 'accounts'): Promise<Client> {
  const configFile =
    way === 'accounts' ? accountsConfiguration(sandbox, cleanup.folder('settings')) : undefined;
  const daemon = await startDaemon(sandbox, configFile === undefined ? {} : { configFile });
  cleanup.add(() => daemon.close());
  const client = await daemon.client({ folders: [workspace] });
  await client.request(runSync, {});
  return client;
}

/** Resolves to the link of the finding about the bucket that two templates declare in the same way. */
async function linkOfTwin(client: Client): Promise<FindingView['link']> {
  const { findings } = await client.request(listFindings, {});
  return findings.find(({ resource }) => resource.id.startsWith('payments-audit-auditbucket'))?.link;
}
const fileOf = (link: FindingView['link']) => path.relative(workspace, link?.place?.file ?? '');

it('account by account, a template that is identical to the deployed one is certain', async () => {
  const client = await synced('accounts');

  const link = await vi.waitFor(async () => {
    const found = await linkOfTwin(client);
    expect(found?.confidence).toBe('certain');
    return found;
  }, 10_000);

  expect(fileOf(link)).toBe(path.join('audit', 'primary', 'template.yaml'));
  expect(link?.evidence).toContain('identical');
});

it('through the organization the template is unknown, and both are candidates', async () => {
  const client = await synced('organization');

  await vi.waitFor(async () => expect((await linkOfTwin(client))?.candidates).toHaveLength(2), 10_000);
});

it('an edited file is no longer the deployed template', async () => {
  const file = path.join(workspace, 'audit', 'primary', 'template.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('Audit trail, primary', 'Audit trail, the first'));
  const client = await synced('accounts');

  await vi.waitFor(async () => expect((await linkOfTwin(client))?.candidates).toHaveLength(2), 10_000);
});
