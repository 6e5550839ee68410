import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFindings } from '#protocol/findings.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import { labelOf } from '../../daemon/domain/tickets/label.ts';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let client: Awaited<ReturnType<TestDaemon['client']>>;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSandbox({});
  cleanup.add(() => sandbox.close());
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  client = await daemon.client();
});
afterEach(() => cleanup.run());

const sync = () => client.request(runSync, {});
const tickets = async () => (await client.request(listTickets, {})).tickets;
const issueOf = (key: string) => {
  const issue = sandbox.world.issues.find((each) => each.key === key);
  if (!issue) throw new Error(`The sandbox has no ${key}.`);
  return issue;
};

describe('a ticket that only mentions a finding', () => {
  it('is shown with the finding as probable, and never decides its state', async () => {
    await sync();
    const { findings } = await client.request(listFindings, {});
    const found = findings.find(({ ticket, source }) => ticket?.state === 'todo' && source === 'config');
    if (!found?.ticket) throw new Error('The sample team has a finding to do.');
    const issue = issueOf(found.ticket.key);
    const { account, rule, resource } = found;
    const mention = {
      ...issue,
      id: '99999',
      key: `${issue.project}-99999`,
      labels: ['guardrail'],
      summary: 'Last month',
      description: `${account} ${resource.id} ${rule}`,
      status: 'done' as const,
      updated: new Date().toISOString(),
    };
    // The finding's own ticket loses its label: only the mention is left.
    const own = {
      ...issue,
      labels: issue.labels.filter((label) => label !== labelOf(found.key)),
      description: '',
    };
    sandbox.world.issues.splice(sandbox.world.issues.indexOf(issue), 1, own, mention);
    own.updated = mention.updated;
    await sync();

    const now = (await client.request(listFindings, {})).findings.find(({ key }) => key === found.key);
    expect(now?.ticket).toMatchObject({ key: mention.key, match: 'text', state: 'done' });
    const row = (await tickets()).find(({ key }) => key === mention.key);
    expect(row).toMatchObject({ finding: found.key, match: 'text' });
  });
});
