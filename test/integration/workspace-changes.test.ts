import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { type FindingView, findingsChanged, listFindings } from '#protocol/findings.ts';
import { getStatus, type Status } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { excludedChanged } from '#protocol/templates.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { folderOf, openWindow, type Window } from '../support/window.ts';

const eventually = (check: () => unknown) => vi.waitFor(check, 10_000);
let sandbox: Sandbox;
let daemon: TestDaemon;
let cleanup: Cleanup;
let workspace: string;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  cleanup = createCleanup();
  workspace = cleanup.folder('workspace');
  cpSync(sandbox.hello.workspace, workspace, { recursive: true });
  daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
});
afterEach(() => cleanup.run());

async function windowOn(...folders: string[]): Promise<Window> {
  const window = await openWindow(daemon.context.place, { folders });
  cleanup.add(() => window.close());
  await window.connection.sendRequest(runSync.method, {});
  await eventually(async () => expect((await statusOf(window)).templates.state).toBe('read'));
  return window;
}

const statusOf = ({ connection }: Window) => connection.sendRequest<Status>(getStatus.method, {});

const findingsOf = async ({ connection }: Window) =>
  (await connection.sendRequest<{ findings: FindingView[] }>(listFindings.method, {})).findings;

/** Resolves to the top folders of the workspace in which findings are linked. */
async function linkedFolders(window: Window): Promise<string[]> {
  const files = (await findingsOf(window)).flatMap(({ link }) => link?.place?.file ?? []);
  return [...new Set(files.map((file) => path.relative(workspace, file).split(path.sep)[0] ?? ''))].sort();
}

const changed = ({ connection }: Window, type: FileChangeType, ...files: string[]) =>
  connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: files.map((file) => ({ uri: pathToFileURL(file).href, type })),
  });

describe('a window whose folders change', () => {
  it('has its findings linked to its current folders', async () => {
    const [network, data] = [path.join(workspace, 'network'), path.join(workspace, 'payments-data')];
    const window = await windowOn(network);
    await eventually(async () => expect(await linkedFolders(window)).toEqual(['network']));
    const marked = () => window.diagnostics.get(pathToFileURL(path.join(network, 'vpc.yaml')).href);
    await eventually(() => expect(marked()).not.toHaveLength(0));

    await window.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [folderOf(data)], removed: [] },
    });
    await eventually(async () => expect(await linkedFolders(window)).toEqual(['network', 'payments-data']));

    await window.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [folderOf(network)] },
    });
    await eventually(async () => expect(await linkedFolders(window)).toEqual(['payments-data']));
    await eventually(() => expect(marked()).toEqual([]));
  });

  it('says of a virtual folder that its templates are not read, and of none that it does not declare a resource', async () => {
    const network = path.join(workspace, 'network');
    const virtual = { uri: 'vscode-vfs://github/acme/infra', name: 'infra' };
    const window = await windowOn(network);
    await eventually(async () => expect(await linkedFolders(window)).toEqual(['network']));
    const unlinked = async () =>
      (await findingsOf(window)).flatMap(({ link }) => (link?.confidence === 'none' ? link.evidence : []));
    expect((await unlinked()).join()).not.toContain('could not be read');

    await window.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [virtual], removed: [] },
    });
    await eventually(async () =>
      expect((await statusOf(window)).templates).toMatchObject({
        state: 'read',
        failed: [{ file: virtual.uri, isFolder: true, error: expect.stringContaining('Clone') }],
      }),
    );
    await eventually(async () =>
      expect(new Set((await unlinked()).map((text) => text.includes('could not be read')))).toEqual(
        new Set([true]),
      ),
    );
    expect(await linkedFolders(window)).toEqual(['network']);

    await window.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [folderOf(network)] },
    });
    await eventually(async () =>
      expect(new Set(await unlinked())).toEqual(new Set([expect.stringMatching(/^Not looked for: /)])),
    );
    expect(await linkedFolders(window)).toEqual([]);
    expect((await statusOf(window)).complete).toBe(true);
  });

  it('uses the last of several quick changes', async () => {
    const folders = ['network', 'payments-data', 'iam', 'payments-api'].map((name) =>
      path.join(workspace, name),
    );
    const window = await windowOn(...folders.slice(0, 1));
    for (const folder of folders.slice(1))
      await window.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added: [folderOf(folder)], removed: [] },
      });
    await eventually(async () =>
      expect(await linkedFolders(window)).toEqual(['iam', 'network', 'payments-api', 'payments-data']),
    );
  });
});

describe('a mapping that cannot be used', () => {
  it('is an error in its file and in the status until it is fixed', async () => {
    const file = path.join(workspace, '.guardrail.yaml');
    const right = 'stacks:\n  payments-network-vpc: network/vpc.yaml\n';
    writeFileSync(file, `${right}  payments-edge: network/gone.yaml\n`);
    const window = await windowOn(workspace);
    const shown = () => window.diagnostics.get(pathToFileURL(file).href);
    await eventually(() => expect(shown()).toMatchObject([{ severity: 1, range: { start: { line: 2 } } }]));
    expect((await statusOf(window)).templates.failed).toEqual([
      { file, error: expect.stringMatching(/^Line 3: .*network\/gone\.yaml/) },
    ]);

    writeFileSync(file, right);
    await changed(window, FileChangeType.Changed, file);
    await eventually(() => expect(shown()).toEqual([]));
    expect((await statusOf(window)).templates.failed).toEqual([]);
  });

  it('is fixed by adding the template that it names', async () => {
    const file = path.join(workspace, '.guardrail.yaml');
    const template = path.join(workspace, 'edge.yaml');
    writeFileSync(file, 'stacks:\n  payments-edge: edge.yaml\n');
    const window = await windowOn(workspace);
    const shown = () => window.diagnostics.get(pathToFileURL(file).href);
    await eventually(() => expect(shown()).toHaveLength(1));

    writeFileSync(template, 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n');
    await changed(window, FileChangeType.Created, template);
    await eventually(() => expect(shown()).toEqual([]));
  });
});

describe('a template that changes on disk', () => {
  it('is read again, and its findings move', async () => {
    const window = await windowOn(workspace);
    const file = path.join(workspace, 'network', 'vpc.yaml');
    const before = (await findingsOf(window)).find(({ link }) => link?.place?.file === file);
    writeFileSync(file, `# one line more\n${readFileSync(file, 'utf8')}`);
    await changed(window, FileChangeType.Changed, file);
    await eventually(async () => {
      const after = (await findingsOf(window)).find(({ key }) => key === before?.key);
      expect(after?.link?.place?.line).toBe((before?.link?.place?.line ?? 0) + 1);
    });
  });

  it('loses its links when it is deleted', async () => {
    const window = await windowOn(workspace);
    const file = path.join(workspace, 'network', 'vpc.yaml');
    rmSync(file);
    await changed(window, FileChangeType.Deleted, file);
    await eventually(async () =>
      expect((await findingsOf(window)).some(({ link }) => link?.place?.file === file)).toBe(false),
    );
  });

  it('loses its links when its folder is deleted, for which an editor names only the folder', async () => {
    const window = await windowOn(workspace);
    const folder = path.join(workspace, 'network');
    await eventually(async () => expect(await linkedFolders(window)).toContain('network'));
    rmSync(folder, { recursive: true });
    await changed(window, FileChangeType.Deleted, folder);
    await eventually(async () => expect(await linkedFolders(window)).not.toContain('network'));
  });

  it('is ignored outside the window’s folders', async () => {
    const window = await windowOn(path.join(workspace, 'network'));
    const before = await statusOf(window);
    await changed(window, FileChangeType.Changed, path.join(workspace, 'iam', 'roles.json'));
    await changed(window, FileChangeType.Changed, path.join(workspace, 'network', 'vpc.yaml'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const after = await statusOf(window);
    expect(after.templates.read).toBe(before.templates.read);
  });

  it('together with hundreds of others leads to few messages, and no change is lost', async () => {
    const window = await windowOn(workspace);
    await findingsOf(window);
    const files = Array.from({ length: 600 }, (_, index) => path.join(workspace, `new-${index}.yaml`));
    for (const file of files) writeFileSync(file, 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n');
    let messages = 0;
    window.connection.onNotification(findingsChanged.method, () => void messages++);
    const before = (await statusOf(window)).templates.read;

    for (const file of files) await changed(window, FileChangeType.Created, file);

    await eventually(async () => {
      const { templates } = await statusOf(window);
      expect(templates.read).toBe(before + files.length);
    });
    expect(messages).toBeLessThan(10);
  });
});

describe('a folder that a window hides', () => {
  const network = () => path.join(workspace, 'network');

  it('has no links, by the window’s settings and after these change', async () => {
    const folder = folderOf(workspace).uri;
    const window = await openWindow(daemon.context.place, {
      folders: [workspace],
      excluded: [{ folder, globs: ['network'] }],
    });
    cleanup.add(() => window.close());
    await window.connection.sendRequest(runSync.method, {});
    await eventually(async () => expect(await linkedFolders(window)).toContain('payments-data'));
    expect(await linkedFolders(window)).not.toContain('network');

    const excluded = [{ folder, globs: ['**/payments-data'] }];
    await window.connection.sendNotification(excludedChanged.method, { excluded });

    await eventually(async () => expect(await linkedFolders(window)).toContain('network'));
    expect(await linkedFolders(window)).not.toContain('payments-data');
  });

  it('may also be hidden by Git’s ignore rules, as soon as these change', async () => {
    const window = await windowOn(workspace);
    const uri = pathToFileURL(path.join(network(), 'vpc.yaml')).href;
    await eventually(() => expect(window.diagnostics.get(uri)?.length).toBeGreaterThan(0));
    const file = path.join(workspace, '.gitignore');
    writeFileSync(file, 'network/\n');

    await changed(window, FileChangeType.Created, file);

    await eventually(async () => expect(await linkedFolders(window)).not.toContain('network'));
    await eventually(() => expect(window.diagnostics.get(uri)).toEqual([]));
  });

  it('stays the same if the settings have an invalid form', async () => {
    const window = await windowOn(workspace);
    await window.connection.sendNotification(excludedChanged.method, { excluded: 'everything' });

    await eventually(async () => expect(await linkedFolders(window)).toContain('network'));
  });
});

describe('text that is being typed', () => {
  it('moves its findings before it is saved, and keeps them while it cannot be parsed', async () => {
    const window = await windowOn(workspace);
    const file = path.join(workspace, 'network', 'vpc.yaml');
    const uri = pathToFileURL(file).href;
    await eventually(() => expect(window.diagnostics.get(uri)?.length).toBeGreaterThan(0));
    const first = () => window.diagnostics.get(uri)?.[0]?.range.start.line ?? -1;
    const line = first();
    const text = readFileSync(file, 'utf8');
    const insert = (version: number, at: number, typed: string) =>
      window.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [
          { range: { start: { line: at, character: 0 }, end: { line: at, character: 0 } }, text: typed },
        ],
      });
    await window.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });

    await insert(2, 0, '#\n#\n');
    await eventually(() => expect(first()).toBe(line + 2));

    await insert(3, text.split('\n').length + 1, '\n  broken: [\n');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(first()).toBe(line + 2);

    await window.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await eventually(() => expect(first()).toBe(line));
  });
});
