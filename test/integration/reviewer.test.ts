import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { readReviewCase } from '#protocol/given-review.ts';
import { decideTicket, reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { fixInAws } from '../support/sandbox-fixes.ts';
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

type Client = Awaited<ReturnType<TestDaemon['client']>>;

/** Moves the tickets of two findings to review. Resolves to the findings. */
async function reviewTwo(client: Client): Promise<[FindingView, FindingView]> {
  await client.request(runSync, {});
  const { findings } = await client.request(listFindings, {});
  const [first, second] = findings.filter(
    ({ source, ticket, region }) =>
      source === 'config' && ticket?.state === 'todo' && ticket.match === 'label' && region !== 'global',
  );
  if (!first || !second) throw new Error('The sample team has two findings to do.');
  for (const [finding, outcome] of [
    [first, 'fixed'],
    [second, 'intended'],
  ] as const)
    await client.request(reviewTicket, {
      ticket: finding.ticket?.key ?? '',
      outcome,
      reason: `${outcome}, because\nwe checked it.`,
    });
  return [first, second];
}

it('shows a reviewer the developer’s outcome next to what AWS says now', async () => {
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  const client = await daemon.client({ as: 'window' });
  const [fixed, intended] = await reviewTwo(client);
  fixInAws(sandbox, fixed);
  await client.request(runSync, {});

  const caseOf = ({ ticket }: FindingView) => client.request(readReviewCase, { ticket: ticket?.key ?? '' });
  expect(await caseOf(fixed)).toEqual({
    review: {
      outcome: 'fixed',
      reason: 'fixed, because\nwe checked it.',
      evidence: expect.arrayContaining([expect.stringContaining('AWS: still reports it')]),
      at: expect.any(String),
      by: expect.any(String),
    },
    aws: { state: 'resolved', resolvedAt: expect.any(String), readAt: expect.any(String) },
  });
  expect(await caseOf(intended)).toMatchObject({
    review: { outcome: 'intended' },
    aws: { state: 'failing', readAt: expect.any(String) },
  });
  // A run that finds no difference reads AWS again.
  const { aws: before } = await caseOf(intended);
  await client.request(runSync, {});
  const { aws: after } = await caseOf(intended);
  expect(Date.parse(after?.readAt ?? '')).toBeGreaterThan(Date.parse(before?.readAt ?? ''));
  const { tickets } = await client.request(listTickets, {});
  const awsOf = (finding: FindingView) => tickets.find(({ key }) => key === finding.ticket?.key)?.aws;
  expect(awsOf(fixed)).toEqual({ state: 'resolved', resolvedAt: expect.any(String) });
  expect(awsOf(intended)).toEqual({ state: 'failing' });
  await expect(client.request(readReviewCase, { ticket: 'NONE-1' })).rejects.toMatchObject({
    code: 'ticket-not-read',
  });

  const sentBack = {
    ticket: intended.ticket?.key ?? '',
    decision: 'send-back',
    reason: 'It is public.',
  } as const;
  expect((await client.request(decideTicket, sentBack)).ticket).toMatchObject({ state: 'todo' });
  expect(await caseOf(intended)).toEqual({
    sentBack: { reason: 'It is public.', at: expect.any(String), by: expect.any(String) },
  });
});

it('lists the tickets in review with both sides in the terminal, and says what was not read', async () => {
  const terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  const daemon = await startDaemon(sandbox);
  const [fixed] = await reviewTwo(await daemon.client());
  await daemon.close();
  expect((await terminal.run(['sync'])).code).toBe(0);

  const listed = await terminal.run(['tickets', '--state', 'review', '--json']);
  const tickets: { key: string; state: string }[] = JSON.parse(listed.stdout);
  expect(listed.code).toBe(0);
  expect(new Set(tickets.map(({ state }) => state))).toEqual(new Set(['review']));
  expect(tickets.find(({ key }) => key === fixed.ticket?.key)).toMatchObject({
    review: { outcome: 'fixed', reason: 'fixed, because\nwe checked it.' },
    aws: { state: 'failing', readAt: expect.any(String) },
  });
  const lines = (await terminal.run(['tickets', '--state', 'review'])).stdout;
  expect(lines).toContain('): fixed, because we checked it.');
  expect(lines).toContain('AWS: still reports it · read ');

  sandbox.jira.faults.unreachable(true);
  const cut = await terminal.run(['tickets', '--state', 'review', '--json']);
  expect(cut.code).toBe(1);
  expect(cut.stderr).toContain('was not read.');
  expect(JSON.parse(cut.stdout)).toHaveLength(tickets.length);
});
