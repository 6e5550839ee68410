import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FindingView, findingsChanged, listFindings } from '#protocol/findings.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { fixInAws } from '../support/sandbox-fixes.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let daemon: TestDaemon;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
});
afterEach(() => cleanup.run());

type Client = Awaited<ReturnType<TestDaemon['client']>>;
const findings = async (client: Client, all = false) =>
  (await client.request(listFindings, all ? { all } : {})).findings;

/** Resolves to a finding of Config whose ticket waits for the developer, after AWS confirmed the fix. */
async function resolvedInAws(client: Client): Promise<FindingView> {
  await client.request(runSync, {});
  const found = (await findings(client)).find(
    ({ source, ticket }) => source === 'config' && ticket?.state === 'todo',
  );
  if (!found) throw new Error('The sample team has a finding to do.');
  fixInAws(sandbox, found);
  await client.request(runSync, {});
  return found;
}

describe('a finding that is resolved while its ticket is open', () => {
  it('stays in windows, old and new, with the time at which it was resolved; a terminal lists only failing findings', async () => {
    const window = await daemon.client({ as: 'window', folders: [sandbox.hello.workspace] });
    const received: FindingView[] = [];
    window.onNotification(findingsChanged, ({ changed }) => received.push(...changed));
    const { key } = await resolvedInAws(window);

    await vi.waitFor(() => expect(received.findLast((view) => view.key === key)?.resolvedAt).toBeDefined());
    const joined = await daemon.client({ as: 'window' });
    const known = (await findings(joined)).find((view) => view.key === key);
    expect(known).toMatchObject({ resolvedAt: expect.any(String), ticket: { state: 'todo' } });
    const terminal = await daemon.client();
    expect((await findings(terminal)).some((view) => view.key === key)).toBe(false);
    expect((await findings(terminal, true)).find((view) => view.key === key)?.resolvedAt).toBeDefined();
  });

  it('can be handed over, and disappears from windows after its ticket is done', async () => {
    const window = await daemon.client({ as: 'window' });
    const removed: string[] = [];
    window.onNotification(findingsChanged, (change) => removed.push(...change.removed));
    const { key, ticket } = await resolvedInAws(window);
    await window.request(reviewTicket, { ticket: ticket?.key ?? '', outcome: 'fixed', reason: 'Deployed.' });
    const issue = sandbox.world.issues.find((made) => made.key === ticket?.key);
    expect(issue?.status).toBe('review');
    expect((await findings(window)).find((view) => view.key === key)?.ticket?.state).toBe('review');

    if (issue) Object.assign(issue, { status: 'done', updated: new Date().toISOString() });
    await window.request(runSync, {});

    await vi.waitFor(() => expect(removed).toContain(key));
  });

  it('stays while its review waits for Jira, and its ticket says so', async () => {
    const window = await daemon.client({ as: 'window' });
    const { key, ticket } = await resolvedInAws(window);
    sandbox.jira.faults.unreachable(true);
    await window.request(reviewTicket, { ticket: ticket?.key ?? '', outcome: 'fixed', reason: 'Deployed.' });

    expect((await findings(window)).find((view) => view.key === key)?.ticket?.review).toBe('waiting');
  });
});
