import { afterEach, beforeEach, expect, it } from 'vitest';
import { reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets, type TicketView, ticketsChanged } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow } from '../support/window.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
});
afterEach(() => cleanup.run());

it('a move is on its row before Jira has answered anything, and one request confirms it', async () => {
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  await (await daemon.client()).request(runSync, {});
  const { connection, close } = await openWindow(daemon.context.place);
  cleanup.add(async () => close());
  const changes: { readonly at: number; readonly ticket: TicketView }[] = [];
  const { tickets } = await connection.sendRequest<{ tickets: TicketView[] }>(listTickets.method, {});
  const issue = sandbox.world.issues.find(
    ({ key, status }) => status === 'todo' && tickets.some((ticket) => ticket.key === key),
  );
  if (!issue) throw new Error('The sample team has a ticket to do.');
  connection.onNotification(ticketsChanged.method, ({ changed }: { changed: TicketView[] }) => {
    for (const ticket of changed)
      if (ticket.key === issue.key) changes.push({ at: performance.now(), ticket });
  });
  let asked = 0;
  const jiraDelayMs = 500;
  sandbox.jira.faults.choose(() => {
    asked++;
    return { delayMs: jiraDelayMs };
  });

  const started = performance.now();
  const result = await connection.sendRequest(reviewTicket.method, {
    ...{ ticket: issue.key, outcome: 'fixed', reason: 'Closed the bucket.' },
  });
  const confirmed = performance.now();
  sandbox.jira.faults.choose();

  // One request of the window, although Jira was asked several times.
  expect(result).toMatchObject({ result: 'confirmed', ticket: { key: issue.key, state: 'review' } });
  expect(issue.status).toBe('review');
  expect(asked).toBeGreaterThan(2);
  const [first] = changes;
  expect(first?.ticket.pending).toMatchObject({ kind: 'review', state: 'waiting' });
  // Before the first answer of Jira.
  expect((first?.at ?? Number.POSITIVE_INFINITY) - started).toBeLessThan(jiraDelayMs);
  expect(confirmed - started).toBeGreaterThan(jiraDelayMs);
  await expect
    .poll(() => changes.at(-1)?.ticket)
    .toMatchObject({ state: 'review', undo: { kind: 'review' } });
  expect(changes.at(-1)?.ticket).not.toHaveProperty('pending');
});
