import { vi } from 'vitest';
import { selectAggregate } from '../../daemon/integrations/aws/config/client.ts';
import { complianceRecordedIn } from '../../daemon/integrations/aws/config/inventory.ts';
import { aggregateSource, ownSource } from '../../daemon/integrations/aws/config/reader.ts';
import { readRecording } from '../../daemon/integrations/aws/config/recorder.ts';
import { type Aws, openAws } from '../../daemon/integrations/aws/connection/clients.ts';
import { guardDutySource } from '../../daemon/integrations/aws/guardduty/reader.ts';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';
import { openAwsFolder } from '../support/aws-files.ts';
import { findingSourceContract, type Intercept } from '../support/finding-source-contract.ts';
import { failingKeys } from '../support/team-readings.ts';

const { signal } = new AbortController();

/** Returns the client. Its requests go through `intercept` first. */
function intercepted<Client extends { send: (...sent: never[]) => unknown }>(
  client: Client,
  intercept: Intercept,
): Client {
  const send = async (command: { input: Record<string, unknown> }, options: unknown) => {
    intercept(command.constructor.name.replace(/Command$/, ''), command.input);
    return client.send(...([command, options] as never[]));
  };
  return { send } as unknown as Client;
}

/** A sandbox and clients of its security account. */
async function openSandbox() {
  const world = createWorld({ accounts: 24, teams: 4, regions: 3, findings: 400 });
  const sandbox = await startAws(world);
  const folder = openAwsFolder();
  vi.stubEnv('AWS_ACCESS_KEY_ID', sandbox.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', sandbox.credentials.secretAccessKey);
  const aws = openAws({ endpoint: sandbox.url, region: world.aggregator.region }, () => {});
  const accounts = accountsOf(world);
  return { world, sandbox, aws, accounts, close: () => close(aws, sandbox, folder) };
}

async function close(aws: Aws, sandbox: SandboxAws, folder: { remove(): void }): Promise<void> {
  aws.close();
  vi.unstubAllEnvs();
  folder.remove();
  await sandbox.close();
}

const accountsOf = ({ teams: [team], accounts }: World) =>
  accounts.filter(({ ouId }) => ouId === team?.ouId || ouId === team?.childOuId).map(({ id }) => id);

const isOf = (source: string, region?: string) => (key: string) =>
  key.startsWith(`${source}:`) &&
  (region === undefined || key.split(':')[2] === region || key.split(':')[2] === 'global');

findingSourceContract('AWS Config, through the aggregator,', async () => {
  const { world, aws, accounts, close } = await openSandbox();
  const [first = ''] = accounts;
  const { name, region } = world.aggregator;
  const client = aws.base.config(region);
  const targets = accounts.flatMap((account) => world.regions.map((each) => ({ account, region: each })));
  const recordedIn = await complianceRecordedIn(selectAggregate(client, name, signal), accounts);
  return {
    open: (intercept) =>
      aggregateSource({ client: intercepted(client, intercept), aggregator: name, targets, recordedIn }),
    keys: failingKeys(world, accounts).filter(isOf('config')),
    isOfBroken: (operation, { Filters }) =>
      operation === 'DescribeAggregateComplianceByConfigRules' &&
      (Filters as { AccountId?: string }).AccountId === first,
    broken: targets.filter(({ account }) => account === first),
    close,
  };
});

findingSourceContract('AWS Config, with the credentials of the account,', async () => {
  const { world, aws, accounts, close } = await openSandbox();
  const region = world.regions[0] ?? '';
  const keysIn = (account: string) => failingKeys(world, [account]).filter(isOf('config', region));
  const account = accounts.find((id) => keysIn(id).length > 0) ?? '';
  const clients = aws.of({ id: account, role: `arn:aws:iam::${account}:role/GuardrailRead` });
  const client = clients.config(region);
  const recording = await readRecording(client, signal);
  const target = { account, region };
  return {
    open: (intercept) => ownSource({ client: intercepted(client, intercept), target, recording, whose: {} }),
    keys: keysIn(account),
    isOfBroken: (operation) => operation === 'SelectResourceConfig',
    broken: [target],
    close,
  };
});

findingSourceContract('GuardDuty', async () => {
  const { world, aws, accounts, close } = await openSandbox();
  const keysIn = (region: string) => failingKeys(world, accounts).filter(isOf('guardduty', region));
  const region = world.regions.find((each) => keysIn(each).length > 0) ?? '';
  const client = aws.base.guardDuty(region);
  const input = { caller: world.securityAccount, accounts, region };
  return {
    open: (intercept) => guardDutySource({ ...input, client: intercepted(client, intercept) }),
    keys: keysIn(region),
    isOfBroken: (operation) => operation === 'GetMembers',
    broken: accounts.map((account) => ({ account, region })),
    close,
  };
});
