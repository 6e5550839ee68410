import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeptReview, listReviews, reviewTicket, withdrawReview } from '#protocol/reviews.ts';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Issue } from '../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal } from '../support/terminal.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
});
afterEach(() => cleanup.run());

const issueAt = (status: Issue['status']): Issue => {
  const found = sandbox.world.issues.find(
    (issue) => issue.project === sandbox.hello.project && issue.status === status,
  );
  if (!found) throw new Error(`The sample team has no ticket at ${status}.`);
  return found;
};
const params = (issue: Issue) =>
  ({ ticket: issue.key, outcome: 'fixed', reason: 'Closed the bucket.' }) as const;

describe('a review whose ticket is not shown', () => {
  it('is in the status and the list if the ticket was deleted, and can be withdrawn', async () => {
    const daemon = await startDaemon(sandbox);
    cleanup.add(() => daemon.close());
    const window = await daemon.client({ as: 'window', locale: 'ja' });
    await window.request(runSync, {});
    const issue = issueAt('todo');
    sandbox.jira.faults.unreachable(true);
    expect((await window.request(reviewTicket, params(issue))).result).toBe('waiting');
    expect(await window.request(getStatus, {})).not.toHaveProperty('hiddenReviews');

    sandbox.jira.faults.unreachable(false);
    sandbox.world.issues.splice(sandbox.world.issues.indexOf(issue), 1);
    await window.request(runSync, {});
    const [hidden] = (await window.request(getStatus, {})).hiddenReviews ?? [];
    expect(hidden).toMatchObject({
      ticket: issue.key,
      site: sandbox.jira.url,
      url: `${sandbox.jira.url}/browse/${issue.key}`,
      current: true,
      shown: false,
      state: 'conflict',
      code: 'ticket-unknown',
      reason: 'Closed the bucket.',
    });
    expect(hidden?.note).toMatch(/[ぁ-ん]/);
    expect((await window.request(listReviews, {})).reviews).toEqual([hidden]);

    expect(await window.request(withdrawReview, { ticket: issue.key, review: hidden?.id ?? '' })).toEqual({});
    expect((await window.request(listReviews, {})).reviews).toEqual([]);
    expect(await window.request(getStatus, {})).not.toHaveProperty('hiddenReviews');
  });

  it('is sent whatever project is read now', async () => {
    const stateDir = cleanup.folder('state');
    const issue = issueAt('todo');
    sandbox.jira.faults.unreachable(true);
    const before = await startDaemon(sandbox, { stateDir });
    const first = await before.client();
    expect(await first.request(reviewTicket, params(issue))).toMatchObject({
      result: 'waiting',
      ticket: { key: issue.key },
    });
    await before.close();

    sandbox.jira.faults.unreachable(false);
    const after = await startDaemon(sandbox, { stateDir, env: { GUARDRAIL_JIRA_PROJECT: undefined } });
    cleanup.add(() => after.close());
    await (await after.client()).request(runSync, {});
    expect(issue.status).toBe('review');
    expect(issue.comments).toHaveLength(1);
  });
});

it('a review in conflict is accepted again from any client, and replaces the kept review', async () => {
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  const window = await daemon.client({ as: 'window' });
  await window.request(runSync, {});
  const issue = issueAt('done');
  await expect(window.request(reviewTicket, params(issue))).rejects.toMatchObject({
    code: 'ticket-already-done',
  });
  const { tickets } = await window.request(listTickets, {});
  expect(tickets.find(({ key }) => key === issue.key)?.pending).toMatchObject({
    state: 'conflict',
    code: 'ticket-already-done',
    reason: 'Closed the bucket.',
    outcome: 'fixed',
  });

  issue.status = 'review';
  const again = { ...params(issue), reason: 'Approved in the meeting.' };
  const { result, ticket } = await window.request(reviewTicket, again);
  expect(result).toBe('confirmed');
  expect(ticket).not.toHaveProperty('pending');
  expect(issue.comments).toHaveLength(1);
});

it('the terminal names the commands that can resolve a conflict now', async () => {
  const terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
  const issue = issueAt('done');
  await terminal.run(['review', issue.key, '--outcome', 'fixed', '--reason', 'Closed it.']);
  await terminal.run(['sync']);
  const { stdout } = await terminal.run(['reviews']);
  expect(stdout).toContain(`Resolve it: guardrail resolve ${issue.key} --comment-only | --withdraw\n`);
});

it('the terminal lists the reviews of every site and can withdraw one', async () => {
  const terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  const issue = issueAt('todo');
  sandbox.jira.faults.unreachable(true);
  const kept = await terminal.run([
    'review',
    issue.key,
    '--outcome',
    'intended',
    '--reason',
    'A public site.',
  ]);
  expect(kept.code).toBe(0);
  const elsewhere = { GUARDRAIL_JIRA_SITE: 'https://other.atlassian.net' };

  const listed = await terminal.run(['reviews', '--json'], elsewhere);
  expect(JSON.parse(listed.stdout)).toEqual([
    expect.objectContaining({
      ticket: issue.key,
      site: sandbox.jira.url,
      current: false,
      shown: false,
      state: 'waiting',
      outcome: 'intended',
      reason: 'A public site.',
    } satisfies Partial<KeptReview>),
  ]);
  const lines = (await terminal.run(['reviews'], elsewhere)).stdout;
  expect(lines).toContain(`${issue.key}  review waits  intended`);
  expect(lines).toContain('For a Jira site that is not in use');
  expect(lines).toContain('Reason: A public site.');

  const withdrawn = await terminal.run(['withdraw', issue.key], elsewhere);
  expect([withdrawn.code, withdrawn.stdout]).toEqual([0, expect.stringContaining('A public site.')]);
  expect((await terminal.run(['reviews'])).stdout).toBe('No review or decision is waiting.\n');
  const again = await terminal.run(['withdraw', issue.key]);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('guardrail reviews')]);
});
