import { afterEach, beforeEach, expect, it } from 'vitest';
import { listFindings } from '#protocol/findings.ts';
import { readReviewCase } from '#protocol/given-review.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import { readTicketDetails } from '#protocol/ticket-details.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let window: Awaited<ReturnType<TestDaemon['client']>>;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox({ withReviewer: true });
  cleanup.add(() => sandbox.close());
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  window = await daemon.client({ as: 'window', locale: 'en' });
  await window.request(runSync, {});
});
afterEach(() => cleanup.run());

it('a reviewer approves what is intended, and sends back what AWS still reports', async () => {
  const { findings } = await window.request(listFindings, {});
  const [intended, fixed] = findings.filter(
    ({ source, ticket }) => source === 'config' && ticket?.state === 'todo' && ticket.match === 'label',
  );
  if (!intended?.ticket || !fixed?.ticket) throw new Error('The sample team has tickets at To Do.');
  const review = { reason: 'Checked.' };
  await window.request(reviewTicket, { ticket: intended.ticket.key, outcome: 'intended', ...review });
  await window.request(reviewTicket, { ticket: fixed.ticket.key, outcome: 'fixed', ...review });
  const stateOf = async () => {
    await window.request(runSync, {});
    const { tickets } = await window.request(listTickets, {});
    return [intended, fixed].map(({ ticket }) => tickets.find(({ key }) => key === ticket?.key)?.state);
  };
  expect(await stateOf()).toEqual(['review', 'review']);
  await expect.poll(stateOf, { timeout: 15_000, interval: 500 }).toEqual(['done', 'todo']);
  const { comments } = await window.request(readTicketDetails, { ticket: fixed.ticket.key });
  expect(comments[0]).toMatchObject({ text: expect.stringMatching(/^Sent back with Guardrail\nAWS still/) });
  // The answer ended the review: there is nothing to answer, and its developer reads why.
  const answered = await window.request(readReviewCase, { ticket: fixed.ticket.key });
  expect(answered).not.toHaveProperty('review');
  expect(answered.sentBack).toMatchObject({
    by: 'Rina Reviewer',
    reason: expect.stringMatching(/^AWS still/),
  });
  expect(await window.request(readReviewCase, { ticket: intended.ticket.key })).not.toHaveProperty(
    'sentBack',
  );
  const { tickets } = await window.request(listTickets, {});
  expect(tickets.filter(({ cameBack }) => cameBack).map(({ key }) => key)).toEqual([fixed.ticket.key]);
});

it('the sandbox has a ticket that was sent back and one that was approved', async () => {
  const project = sandbox.hello.project;
  const answered = sandbox.world.issues.filter(
    (issue) => issue.project === project && issue.comments.length === 2,
  );
  expect(answered.map(({ status }) => status).toSorted()).toEqual(['done', 'todo']);
  for (const { key, status, updated } of answered) {
    const { comments } = await window.request(readTicketDetails, { ticket: key });
    const title = status === 'done' ? 'Approved' : 'Sent back';
    expect(comments[0]).toMatchObject({ by: 'Rina Reviewer', text: expect.stringContaining(title) });
    expect(Date.parse(updated)).toBeLessThan(Date.now());
  }
});
