import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reviewTicket } from '#protocol/reviews.ts';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let client: Awaited<ReturnType<TestDaemon['client']>>;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
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

async function todo() {
  const found = (await tickets()).find(({ state }) => state === 'todo');
  if (!found) throw new Error('The sample team has a ticket to do.');
  return found;
}

describe('Jira’s search whose results are older than Jira', () => {
  it('does not move a ticket back that was just reviewed', async () => {
    await sync();
    const { key } = await todo();
    sandbox.jira.faults.lagSearch(true);
    await client.request(reviewTicket, { ticket: key, outcome: 'fixed', reason: 'Deployed.' });
    await sync();
    expect((await tickets()).find((ticket) => ticket.key === key)?.state).toBe('review');
  });

  it('does not hide that a reviewer approved a ticket that was just reviewed', async () => {
    await sync();
    const { key } = await todo();
    sandbox.jira.faults.lagSearch(true);
    await client.request(reviewTicket, { ticket: key, outcome: 'fixed', reason: 'Deployed.' });
    const issue = issueOf(key);
    issue.status = 'done';
    issue.updated = new Date(Date.now() + 1_000).toISOString();
    await sync();
    expect((await tickets()).find((ticket) => ticket.key === key)?.state).toBe('done');
  });

  it('does not make all tickets disappear: that is a problem, and they stay', async () => {
    await sync();
    const before = await tickets();
    expect(before.length).toBeGreaterThan(10);
    sandbox.jira.faults.emptySearch(true);
    await expect(sync()).rejects.toThrow(/lists none of the \d+ tickets known before/);
    expect(await tickets()).toEqual(before);
    const { complete, problems } = await client.request(getStatus, {});
    expect(complete).toBe(false);
    expect(problems.map(({ code }) => code)).toContain('jira-tickets-not-listed');

    sandbox.jira.faults.emptySearch(false);
    await sync();
    expect((await client.request(getStatus, {})).problems).toEqual([]);
  });

  it('forgets a deleted ticket after Jira itself reports that it does not exist', async () => {
    await sync();
    const { key } = await todo();
    sandbox.world.issues.splice(sandbox.world.issues.indexOf(issueOf(key)), 1);
    await sync();
    expect((await tickets()).map((ticket) => ticket.key)).not.toContain(key);
  });
});
