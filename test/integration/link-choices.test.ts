import { cpSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FindingView, findingsChanged, listFindings } from '#protocol/findings.ts';
import {
  type ChooseLinkParams,
  chooseLink,
  type Declarations,
  listDeclarations,
  type TemplatePlace,
} from '#protocol/links.ts';
import { runSync } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow, type Window } from '../support/window.ts';

const eventually = <Answer>(check: () => Answer | Promise<Answer>) => vi.waitFor(check, 10_000);
let sandbox: Sandbox;
let daemon: TestDaemon;
let cleanup: Cleanup;
let workspace: string;
let stateDir: string;
let window: Window;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  cleanup = createCleanup();
  workspace = cleanup.folder('workspace');
  stateDir = path.join(cleanup.folder('state'), 'state');
  cpSync(sandbox.hello.workspace, workspace, { recursive: true });
  // A copy of a template: only the user knows from which of the two files the stack was deployed.
  cpSync(path.join(workspace, 'network', 'vpc.yaml'), path.join(workspace, 'network', 'vpc-next.yaml'));
  daemon = await startDaemon(sandbox, { stateDir });
  cleanup.add(() => daemon.close());
  window = await openWindow(daemon.context.place, { folders: [workspace] });
  cleanup.add(() => window.close());
  await window.connection.sendRequest(runSync.method, {});
});
afterEach(() => cleanup.run());

const findings = async ({ connection }: Window) =>
  (await connection.sendRequest<{ findings: FindingView[] }>(listFindings.method, {})).findings;
const findingOf = async (key: string, from = window) =>
  (await findings(from)).find((finding) => finding.key === key);
const choose = (params: ChooseLinkParams) => window.connection.sendRequest(chooseLink.method, params);

/** Returns a finding with two candidates for the declaration of its resource. */
async function findWithTwoCandidates(): Promise<{
  key: string;
  first: TemplatePlace;
  second: TemplatePlace;
}> {
  return eventually(async () => {
    const found = (await findings(window)).find(({ link }) => link?.candidates?.length === 2);
    const [first, second] = found?.link?.candidates ?? [];
    if (!found || !first || !second) throw new Error('No finding has two candidates yet.');
    return { key: found.key, first, second };
  });
}
const at = ({ file, logicalId }: TemplatePlace) => ({ file, logicalId });

describe('a user who chooses "this one"', () => {
  it('sees the finding there, certain, and is notified', async () => {
    const { key, second } = await findWithTwoCandidates();
    const notified: FindingView[] = [];
    window.connection.onNotification(findingsChanged.method, ({ changed }: { changed: FindingView[] }) => {
      notified.push(...changed);
    });

    await choose({ finding: key, verdict: 'this', ...at(second) });

    const link = { confidence: 'certain', choice: 'this', place: second };
    await eventually(async () => expect((await findingOf(key))?.link).toMatchObject(link));
    await eventually(() =>
      expect(notified.findLast((finding) => finding.key === key)?.link).toMatchObject(link),
    );
    const uri = pathToFileURL(second.file).href;
    const title = (await findingOf(key))?.title ?? 'no title';
    await eventually(() =>
      expect(window.diagnostics.get(uri)).toContainEqual(
        expect.objectContaining({ message: expect.stringContaining(title) }),
      ),
    );
  });

  it('sees the choice after a restart of the daemon, and can undo it', async () => {
    const { key, second } = await findWithTwoCandidates();
    await choose({ finding: key, verdict: 'this', ...at(second) });
    window.close();
    await daemon.close();

    daemon = await startDaemon(sandbox, { stateDir });
    cleanup.add(() => daemon.close());
    window = await openWindow(daemon.context.place, { folders: [workspace] });
    cleanup.add(() => window.close());
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({ choice: 'this', place: { file: second.file } }),
    );

    await choose({ finding: key, verdict: 'forget' });
    await eventually(async () => {
      const link = (await findingOf(key))?.link;
      expect(link).toMatchObject({ confidence: 'candidates' });
      expect(link).not.toHaveProperty('choice');
    });
  });

  it('sees the choice in other windows, too', async () => {
    const { key, first } = await findWithTwoCandidates();
    const other = await openWindow(daemon.context.place, { folders: [workspace] });
    cleanup.add(() => other.close());
    await choose({ finding: key, verdict: 'this', ...at(first) });
    await eventually(async () => expect((await findingOf(key, other))?.link?.place?.file).toBe(first.file));
  });

  it('is refused if no resource of that type is declared there', async () => {
    const { key, first } = await findWithTwoCandidates();
    await expect(
      choose({ finding: key, verdict: 'this', file: first.file, logicalId: 'Nowhere' }),
    ).rejects.toThrow(/\.yaml declares no Nowhere/);
    await expect(choose({ finding: 'nothing', verdict: 'this', ...at(first) })).rejects.toThrow(/No finding/);
    await expect(
      choose({ finding: key, verdict: 'this', file: 'vpc.yaml', logicalId: 'Vpc' }),
    ).rejects.toMatchObject({ code: -32602 });
  });
});

describe('a user who rejects a candidate', () => {
  it('keeps the other candidate as probable, and has no candidate after rejecting that, too', async () => {
    const { key, first, second } = await findWithTwoCandidates();
    await choose({ finding: key, verdict: 'not', ...at(first) });
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({
        confidence: 'probable',
        place: { file: second.file },
      }),
    );

    await choose({ finding: key, verdict: 'not', ...at(second) });
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({ confidence: 'none', choice: 'not' }),
    );

    await choose({ finding: key, verdict: 'forget', ...at(second) });
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({
        confidence: 'probable',
        place: { file: second.file },
      }),
    );
  });
});

describe('the declarations of a finding’s type', () => {
  it('are all declarations of the workspace, and the user can choose each', async () => {
    const { key, first } = await findWithTwoCandidates();
    const { places, total } = await window.connection.sendRequest<Declarations>(listDeclarations.method, {
      finding: key,
    });
    expect(places).toHaveLength(total);
    expect(places).toContainEqual(first);
    for (const place of places) await choose({ finding: key, verdict: 'this', ...at(place) });
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({ place: at(places.at(-1) ?? first) }),
    );
  });
});
