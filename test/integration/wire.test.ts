import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FindingView, findingsChanged, listFindings } from '#protocol/findings.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { type LargeTeam, startLargeTeam } from '../support/large-team.ts';
import { type CountedWindow, joinCounted } from '../support/wire.ts';

const cleanup = createCleanup();
let team: LargeTeam;
let daemon: TestDaemon;
let window: CountedWindow;

/** Resolves to the number of bytes that the window receives while `work` runs and until nothing more arrives. */
async function received(work: () => unknown): Promise<number> {
  const before = window.total();
  await work();
  await window.quiet();
  return window.total() - before;
}
const sync = () => window.connection.sendRequest(runSync.method, {});
const ofMethod = (...names: string[]) => names.reduce((sum, name) => sum + (window.bytes.get(name) ?? 0), 0);

beforeAll(async () => {
  team = await startLargeTeam(cleanup, { findings: 1_000, templates: 100 });
  daemon = await startDaemon(team.sandbox, { stateDir: path.join(cleanup.folder('wire'), 'state') });
  cleanup.add(() => daemon.close());
  await (await daemon.client()).request(runSync, {});
  window = await joinCounted(daemon.context.place, team.workspace);
  await window.quiet();
}, 60_000);
afterAll(() => cleanup.run());

describe('the data that a window receives about 1,000 findings', () => {
  it('is the lists, once, when it joins, and the data that the editor shows in files', async () => {
    const client = await daemon.client({ folders: [team.workspace] });
    const lists = [await client.request(listFindings, {}), await client.request(listTickets, {})];
    const size = lists.reduce((sum, list) => sum + Buffer.byteLength(JSON.stringify(list)), 0);

    expect((lists[0] as { findings: unknown[] }).findings).toHaveLength(1_000);
    const shownInFiles = ofMethod('textDocument/publishDiagnostics');
    expect(window.total() - shownInFiles).toBeLessThan(1.1 * size);
  });

  it('is less than 4 kB at a sync run that changes nothing', async () => {
    expect(await received(sync)).toBeLessThan(4_000);
  });

  it('is less than 10 kB when one finding changes, and contains the change and the ticket that now disagrees', async () => {
    const changes: FindingView[] = [];
    window.connection.onNotification(findingsChanged.method, ({ changed }) => void changes.push(...changed));
    const [fixed] = team.buckets;
    const [evaluation] = fixed?.evaluations ?? [];
    if (evaluation) evaluation.compliance = 'COMPLIANT';

    expect(await received(sync)).toBeLessThan(10_000);
    expect(changes).toMatchObject([
      {
        resource: { id: fixed?.id },
        resolvedAt: expect.any(String),
        divergences: [{ code: 'resolved-open' }],
      },
    ]);
  });
});
