import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listFindings } from '#protocol/findings.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

const cleanup = createCleanup();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
});
afterAll(() => cleanup.run());

it('a daemon with a damaged store keeps the reviews that wait, reads all other data again and reports what happened', async () => {
  const stateDir = path.join(cleanup.folder('damaged-store'), 'state');
  const first = await startDaemon(sandbox, { stateDir });
  const before = await first.client();
  await before.request(runSync, {});
  const { findings } = await before.request(listFindings, {});
  const ticket = findings.find((finding) => finding.ticket?.state === 'todo')?.ticket?.key ?? '';
  sandbox.jira.faults.unreachable(true);
  await before.request(reviewTicket, { ticket, outcome: 'intended', reason: 'A public website.' });
  await first.close();

  const file = path.join(stateDir, 'guardrail.db');
  const bytes = readFileSync(file);
  const at = bytes.indexOf(findings[0]?.resource.id ?? '');
  bytes.write('?', at);
  writeFileSync(file, bytes);

  const second = await startDaemon(sandbox, { stateDir });
  cleanup.add(() => second.close());
  const client = await second.client({ locale: 'ja' });
  const [aside = ''] = readdirSync(stateDir).filter((name) => name.includes('.damaged-'));
  const { problems } = await client.request(getStatus, {});
  expect(problems.find(({ code }) => code === 'store-rebuilt')?.text).toContain(path.join(stateDir, aside));

  sandbox.jira.faults.unreachable(false);
  await client.request(runSync, {});
  const { findings: again } = await client.request(listFindings, {});
  expect(again.map(({ key }) => key)).toEqual(findings.map(({ key }) => key));
  const sent = (await client.request(listTickets, {})).tickets.find(({ key }) => key === ticket);
  expect(sent).toMatchObject({ state: 'review' });
  expect(sandbox.world.issues.find(({ key }) => key === ticket)?.comments).toHaveLength(1);
});
