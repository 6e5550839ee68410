import { afterAll, beforeAll, expect, it } from 'vitest';
import { readExplanation, readFindingDetails } from '#protocol/finding-details.ts';
import { listFindings } from '#protocol/findings.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import { readTicketDetails } from '#protocol/ticket-details.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

const cleanup = createCleanup();
let sandbox: Sandbox;
let client: Awaited<ReturnType<Awaited<ReturnType<typeof startDaemon>>['client']>>;
afterAll(() => cleanup.run());

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  client = await daemon.client();
  await client.request(runSync, {});
}, 60_000);

it('a client reads the sources, the account’s name and the recorded events of a finding', async () => {
  const { findings } = await client.request(listFindings, {});
  const finding = findings.find(({ ticket }) => ticket?.state === 'todo' && ticket.match === 'label');
  const ticket = finding?.ticket?.key ?? '';
  const params = { finding: finding?.key ?? '' };
  const details = await client.request(readFindingDetails, params);
  expect(details.team).toBe(sandbox.hello.team);
  expect(details.accountName).toBe(sandbox.world.accounts.find(({ id }) => id === finding?.account)?.name);
  expect(details.observations[0]).toMatchObject({ source: finding?.source, rule: finding?.rule });
  expect(details.events).toEqual(
    expect.arrayContaining([
      { kind: 'first-seen', at: finding?.firstSeen },
      expect.objectContaining({ kind: 'ticket-filed', ticket }),
    ]),
  );

  await client.request(reviewTicket, { ticket, outcome: 'fixed', reason: 'Closed it.' });
  const after = await client.request(readFindingDetails, params);
  expect(after.events.at(-1)).toMatchObject({
    kind: 'act',
    act: 'review',
    outcome: 'fixed',
    reason: 'Closed it.',
  });
  const { acts } = await client.request(readTicketDetails, { ticket });
  expect(acts[0]).toMatchObject({ kind: 'review', outcome: 'fixed', reason: 'Closed it.' });
  expect(acts[0]?.by).toBeTruthy();
});

it('a client reads what AWS Config says of a finding, and of another source nothing', async () => {
  const { findings } = await client.request(listFindings, {});
  const regional = findings.find(
    ({ source, region, ruleIdentifier }) =>
      source === 'config' && region !== 'global' && ruleIdentifier !== undefined,
  );
  const explanation = await client.request(readExplanation, { finding: regional?.key ?? '' });
  expect(explanation.annotation).toBe(`${regional?.resource.id} does not comply with ${regional?.rule}.`);
  // The reading account may not have the rule: then its description is not known.
  expect(explanation.description ?? regional?.ruleIdentifier).toContain(regional?.ruleIdentifier);
  const other = findings.find(({ source }) => source === 'guardduty');
  expect(await client.request(readExplanation, { finding: other?.key ?? '' })).toEqual({});
});

it('no client reads a finding that is not the team’s', async () => {
  await expect(client.request(readFindingDetails, { finding: 'other' })).rejects.toMatchObject({
    code: 'finding-unknown',
  });
});
