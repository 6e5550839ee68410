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
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { openWindow, type Window } from '../support/window.ts';

const eventually = <Answer>(check: () => Answer | Promise<Answer>) => vi.waitFor(check, 10_000);
let sandbox: Sandbox;
let daemon: TestDaemon;
let cleanup: Cleanup;
let workspace: string;
let stateDir: string;
let window: Window;

beforeAll(async () => {
  sandbox = await startSandbox({});
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  cleanup = createCleanup();
  workspace = cleanup.folder('workspace');
  stateDir = path.join(cleanup.folder('state'), 'state');
  cpSync(sandbox.hello.workspace, workspace, { recursive: true });
  // A twin of a template: nobody but a person knows which of the two the stack came from.
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
const say = (params: ChooseLinkParams) => window.connection.sendRequest(chooseLink.method, params);

/** A finding with the two places where its resource may be declared. */
async function doubtful(): Promise<{ key: string; first: TemplatePlace; second: TemplatePlace }> {
  return eventually(async () => {
    const found = (await findings(window)).find(({ link }) => link?.candidates?.length === 2);
    const [first, second] = found?.link?.candidates ?? [];
    if (!found || !first || !second) throw new Error('No finding has two candidates yet.');
    return { key: found.key, first, second };
  });
}
const at = ({ file, logicalId }: TemplatePlace) => ({ file, logicalId });

describe('a person who says "this one"', () => {
  it('sees the finding there, certain, and is told of it', async () => {
    const { key, second } = await doubtful();
    const told: FindingView[] = [];
    window.connection.onNotification(findingsChanged.method, ({ changed }: { changed: FindingView[] }) => {
      told.push(...changed);
    });

    await say({ finding: key, verdict: 'this', ...at(second) });

    const link = { confidence: 'certain', choice: 'this', place: second };
    await eventually(async () => expect((await findingOf(key))?.link).toMatchObject(link));
    await eventually(() => expect(told.findLast((finding) => finding.key === key)?.link).toMatchObject(link));
    const uri = pathToFileURL(second.file).href;
    await eventually(() =>
      expect(window.diagnostics.get(uri)?.some(({ data }) => data?.finding === key)).toBe(true),
    );
  });

  it('finds it remembered by the next daemon, and can take it back', async () => {
    const { key, second } = await doubtful();
    await say({ finding: key, verdict: 'this', ...at(second) });
    window.close();
    await daemon.close();

    daemon = await startDaemon(sandbox, { stateDir });
    cleanup.add(() => daemon.close());
    window = await openWindow(daemon.context.place, { folders: [workspace] });
    cleanup.add(() => window.close());
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({ choice: 'this', place: { file: second.file } }),
    );

    await say({ finding: key, verdict: 'forget' });
    await eventually(async () => {
      const link = (await findingOf(key))?.link;
      expect(link).toMatchObject({ confidence: 'candidates' });
      expect(link).not.toHaveProperty('choice');
    });
  });

  it('is heard in other windows, too', async () => {
    const { key, first } = await doubtful();
    const other = await openWindow(daemon.context.place, { folders: [workspace] });
    cleanup.add(() => other.close());
    await say({ finding: key, verdict: 'this', ...at(first) });
    await eventually(async () => expect((await findingOf(key, other))?.link?.place?.file).toBe(first.file));
  });

  it('is refused where nothing of that type is declared there', async () => {
    const { key, first } = await doubtful();
    await expect(
      say({ finding: key, verdict: 'this', file: first.file, logicalId: 'Nowhere' }),
    ).rejects.toThrow(/\.yaml declares no Nowhere/);
    await expect(say({ finding: 'nothing', verdict: 'this', ...at(first) })).rejects.toThrow(/No finding/);
    await expect(
      say({ finding: key, verdict: 'this', file: 'vpc.yaml', logicalId: 'Vpc' }),
    ).rejects.toMatchObject({ code: -32602 });
  });
});

describe('a person who says "not this one"', () => {
  it('leaves the other candidate, probable; and none after the same of that', async () => {
    const { key, first, second } = await doubtful();
    await say({ finding: key, verdict: 'not', ...at(first) });
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({
        confidence: 'probable',
        place: { file: second.file },
      }),
    );

    await say({ finding: key, verdict: 'not', ...at(second) });
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({ confidence: 'none', choice: 'not' }),
    );

    await say({ finding: key, verdict: 'forget', ...at(second) });
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({
        confidence: 'probable',
        place: { file: second.file },
      }),
    );
  });
});

describe('the declarations of a finding’s type', () => {
  it('are all of the workspace, each a place that may be chosen', async () => {
    const { key, first } = await doubtful();
    const { places, total } = await window.connection.sendRequest<Declarations>(listDeclarations.method, {
      finding: key,
    });
    expect(places).toHaveLength(total);
    expect(places).toContainEqual(first);
    for (const place of places) await say({ finding: key, verdict: 'this', ...at(place) });
    await eventually(async () =>
      expect((await findingOf(key))?.link).toMatchObject({ place: at(places.at(-1) ?? first) }),
    );
  });
});
