import { afterEach, beforeEach, expect, it } from 'vitest';
import { listPastActions, resolveConflict, undoAction } from '#protocol/outbox.ts';
import { listReviews, reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Issue } from '../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
});
afterEach(() => cleanup.run());

async function open() {
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  const client = await daemon.client();
  await client.request(runSync, {});
  const issue = sandbox.world.issues.find(
    ({ project, status }) => project === sandbox.hello.project && status === 'todo',
  );
  if (!issue) throw new Error('The sample team has a ticket to do.');
  const params = { ticket: issue.key, outcome: 'fixed', reason: 'Closed the bucket.' } as const;
  const listed = async () =>
    (await client.request(listTickets, {})).tickets.find(({ key }) => key === issue.key);
  return { client, issue, params, listed };
}
/** Another person moves the ticket. */
const move = (issue: Issue, status: Issue['status']) =>
  Object.assign(issue, { status, updated: new Date().toISOString() });

it('a confirmed review is taken back in Jira once, and stays in the list of past actions', async () => {
  const { client, issue, params, listed } = await open();
  const comments = issue.comments.length;
  const reviewed = await client.request(reviewTicket, params);
  expect(reviewed.result).toBe('confirmed');
  expect(issue.status).toBe('review');
  const { action } = reviewed;
  expect((await listed())?.undo).toMatchObject({ action, kind: 'review', backTo: 'To Do' });

  expect((await client.request(undoAction, { ticket: issue.key, action })).result).toBe('confirmed');
  expect(await listed()).not.toHaveProperty('undo');
  expect(issue.status).toBe('todo');
  expect(issue.comments).toHaveLength(comments + 2);
  await expect(client.request(undoAction, { ticket: issue.key })).rejects.toThrow('no action on');
  const { past } = await client.request(listPastActions, {});
  expect(past).toMatchObject([
    { kind: 'undo', ticket: issue.key, state: 'confirmed' },
    { kind: 'review', outcome: 'fixed', undone: true, reason: params.reason },
  ]);
  expect(past[1]?.steps.map(({ step }) => step)).toEqual(['queued', 'move-sent', 'moved', 'comment-sent']);
});

it('a conflict shows both sides, and its reason can be added as a comment alone', async () => {
  const { client, issue, params, listed } = await open();
  const comments = issue.comments.length;
  move(issue, 'done');
  await expect(client.request(reviewTicket, params)).rejects.toThrow('is already at');
  const [conflict] = (await client.request(listReviews, {})).reviews;
  expect(conflict).toMatchObject({
    state: 'conflict',
    reason: params.reason,
    found: { updated: issue.updated },
    resolutions: ['comment-only'],
  });
  expect(await listed()).toMatchObject({
    pending: { id: conflict?.id, resolutions: ['comment-only'] },
    undo: { action: conflict?.id, kind: 'review' },
  });

  const resolution = { ticket: issue.key, review: conflict?.id ?? '', resolution: 'comment-only' } as const;
  expect((await client.request(resolveConflict, resolution)).result).toBe('confirmed');
  expect(issue.status).toBe('done');
  expect(issue.comments).toHaveLength(comments + 1);
  expect((await client.request(listReviews, {})).reviews).toEqual([]);
});

it('a conflict is sent anyway once the ticket was reopened', async () => {
  const { client, issue, params, listed } = await open();
  move(issue, 'done');
  await expect(client.request(reviewTicket, params)).rejects.toThrow('is already at');
  const anyway = { ticket: issue.key, resolution: 'send-anyway' } as const;
  await expect(client.request(resolveConflict, anyway)).rejects.toThrow('is already at');
  move(issue, 'todo');
  await client.request(runSync, {});
  expect((await listed())?.pending?.resolutions).toEqual(['send-anyway', 'comment-only']);
  expect((await client.request(resolveConflict, anyway)).result).toBe('confirmed');
  expect(issue.status).toBe('review');
});

it('nothing of a ticket can be undone once another person has moved it on', async () => {
  const { client, issue, params, listed } = await open();
  await client.request(reviewTicket, params);
  move(issue, 'done');
  await client.request(runSync, {});
  expect(await listed()).not.toHaveProperty('undo');
});
