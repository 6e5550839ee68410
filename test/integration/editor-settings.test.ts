import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import { defaultEditorSettings, type EditorSettings, editorSettingsChanged } from '#protocol/editor.ts';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { runSync } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow, type Window } from '../support/window.ts';

const cleanup = createCleanup();
let sandbox: Sandbox;
let daemon: TestDaemon;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
});
afterAll(() => cleanup.run());

describe('the settings of a window’s editor', () => {
  let one: Window;
  let other: Window;
  const use = (settings: Partial<EditorSettings>) =>
    one.connection.sendNotification(editorSettingsChanged.method, { ...defaultEditorSettings, ...settings });
  const marked = ({ diagnostics }: Window) =>
    [...diagnostics].filter(([, found]) => found.length > 0).map(([uri]) => uri);

  beforeAll(async () => {
    const folders = [sandbox.hello.workspace];
    one = await openWindow(daemon.context.place, { folders });
    other = await openWindow(daemon.context.place, { folders });
    await one.connection.sendRequest(runSync.method, {});
    // All templates of the sample workspace that have findings are known.
    const linked = async () => {
      const { findings } = await one.connection.sendRequest<{ findings: FindingView[] }>(
        listFindings.method,
        {},
      );
      return new Set(findings.flatMap(({ link }) => link?.place?.file ?? [])).size;
    };
    await vi.waitFor(async () => {
      expect(await linked()).toBeGreaterThan(2);
      for (const window of [one, other]) expect(marked(window).length).toBeGreaterThanOrEqual(await linked());
    }, 15_000);
    // Other places that may cause a finding are in more files, and come a moment later.
    for (let before = ''; ; await sleep(1_000)) {
      const now = JSON.stringify([one, other].map((window) => marked(window).sort()));
      if (now === before) break;
      before = now;
    }
  });
  afterAll(() => {
    one.close();
    other.close();
  });

  it('turn diagnostics off and on at once, in that window alone', async () => {
    const before = marked(one);
    const beforeThere = marked(other);
    await use({ diagnostics: 'off' });
    await vi.waitFor(() => expect(marked(one)).toEqual([]), 5_000);
    expect(marked(other)).toEqual(beforeThere);

    await use({});
    await vi.waitFor(() => expect(marked(one).sort()).toEqual(before.toSorted()), 5_000);
  });

  it('limit diagnostics to the files that are open, until they are closed', async () => {
    const [uri = ''] = marked(one).filter((each) => each.endsWith('.yaml'));
    await use({ diagnostics: 'openFiles' });
    await vi.waitFor(() => expect(marked(one)).not.toContain(uri), 5_000);

    const text = 'Resources: {}\n';
    await one.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    await vi.waitFor(() => expect(marked(one)).toContain(uri), 5_000);

    await one.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await vi.waitFor(() => expect(marked(one)).not.toContain(uri), 5_000);
    await use({});
  });

  it('remove and restore the lenses', async () => {
    await vi.waitFor(() => expect(marked(one).length).toBeGreaterThan(2), 5_000);
    const lenses = async () => {
      const all = marked(other).map((uri) =>
        one.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } }),
      );
      return (await Promise.all(all)).flat().length;
    };
    const before = await lenses();
    await use({ lenses: false });
    expect(await lenses()).toBe(0);
    await use({});
    expect(await lenses()).toBe(before);
    expect(before).toBeGreaterThan(2);
  });
});
