import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ShownChange, shownChanged } from '#protocol/finding-list.ts';
import { listFindings } from '#protocol/findings.ts';
import { followSubjects } from '#protocol/subjects.ts';
import { runSync } from '#protocol/sync.ts';
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
  // Its templates are read, and their links are sent.
  await vi.waitUntil(() => ofMethod('textDocument/publishDiagnostics') > 0, { timeout: 30_000 });
  await window.quiet();
}, 60_000);
afterAll(() => cleanup.run());

describe('the data that a window receives about 1,000 findings', () => {
  it('is what it shows: the first rows of its groups, and the data that the editor shows in files', () => {
    // Without the data that the editor shows in files. 200 rows come twice: with their links once all templates are read.
    expect(window.total() - ofMethod('textDocument/publishDiagnostics')).toBeLessThan(400_000);
  });

  it('is less than 4 kB at a sync run that changes nothing', async () => {
    expect(await received(sync)).toBeLessThan(4_000);
  });

  it('is less than 4 kB when one finding changes, besides the diagnostics of its file: the change and the ticket that now disagrees', async () => {
    const changes: ShownChange[] = [];
    window.connection.onNotification(shownChanged.method, (change) => void changes.push(change));
    const [fixed] = team.buckets;
    const [evaluation] = fixed?.evaluations ?? [];
    if (evaluation) evaluation.compliance = 'COMPLIANT';

    const diagnosed = ofMethod('textDocument/publishDiagnostics');
    const bytes = await received(sync);
    expect(changes.flatMap(({ rows = [] }) => rows)).toMatchObject([
      {
        resource: { id: fixed?.id },
        resolvedAt: expect.any(String),
        divergences: [{ code: 'resolved-open' }],
      },
    ]);
    // The editor's protocol has no part of a file's diagnostics: here they are of ten findings.
    const inFile = ofMethod('textDocument/publishDiagnostics') - diagnosed;
    expect(inFile).toBeLessThan(3_000);
    expect(bytes - inFile).toBeLessThan(4_000);
  });

  it('is the finding of an open page as a whole, with its ticket', async () => {
    const { findings } = await daemon.client().then((client) => client.request(listFindings, {}));
    const key = findings.find(({ ticket }) => ticket)?.key ?? '';
    const followed = await window.connection.sendRequest(followSubjects.method, {
      findings: [key],
      tickets: [],
    });
    expect(followed).toMatchObject({ findings: [{ key }], tickets: [{ finding: key }] });
  });
});
