import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CodeAction, CompletionItem, Diagnostic, Hover } from 'vscode-languageserver';
import { type AwsInUse, getAwsInUse } from '#protocol/aws.ts';
import {
  addAccounts,
  configurationSaved,
  openConfigurationFile,
  type SavedConfiguration,
} from '#protocol/configuration.ts';
import { type Settings, settingsChanged } from '#protocol/settings.ts';
import { getStatus } from '#protocol/status.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow, type WindowOptions } from '../support/window.ts';

let sandbox: Sandbox;
let cleanup: Cleanup;
let file: string;
beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  cleanup = createCleanup();
  file = path.join(cleanup.folder('configuration'), 'guardrail', 'config.yaml');
});
afterEach(() => cleanup.run());

async function start(options: WindowOptions = {}) {
  const config = path.dirname(path.dirname(file));
  const daemon = await startDaemon(sandbox, { env: { GUARDRAIL_TEAM: undefined, XDG_CONFIG_HOME: config } });
  cleanup.add(() => daemon.close());
  const { connection, diagnostics, close } = await openWindow(daemon.context.place, options);
  cleanup.add(async () => close());
  const uri = pathToFileURL(file).href;
  const saved: SavedConfiguration[] = [];
  connection.onNotification(
    configurationSaved.method,
    (message: SavedConfiguration) => void saved.push(message),
  );
  let version = 1;
  return {
    ...{ uri, saved },
    request: <Result>(method: string, params: object) => connection.sendRequest<Result>(method, params),
    status: () => connection.sendRequest<{ team?: string }>(getStatus.method, {}),
    open: (text: string) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version, text },
      }),
    type: (text: string) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text }],
      }),
    configure: (settings: Settings) => connection.sendNotification(settingsChanged.method, settings),
    close: () => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    save: (text: string) => {
      writeFileSync(file, text);
      return connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    },
    found: () =>
      diagnostics.get(uri)?.map(({ message, range: { start, end } }) => ({
        message,
        at: [start.line, start.character, end.character],
      })),
    diagnostics: (): Diagnostic[] => diagnostics.get(uri) ?? [],
  };
}

describe('a window that opens the configuration file', () => {
  it('gets a new one, in which nothing is in use, and later the one that exists', async () => {
    const window = await start();
    expect(await window.request(openConfigurationFile.method, {})).toEqual({ file, created: true });
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^# Configuration of Guardrail\.\n/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, 'team: payments\n');
    expect(await window.request(openConfigurationFile.method, {})).toEqual({ file, created: false });
    expect(readFileSync(file, 'utf8')).toBe('team: payments\n');
  });

  it('sees what is wrong while the text is typed, at its place, and nothing after it is closed', async () => {
    const window = await start();
    await window.open('teem: payments\npollMinutes: soon\n');
    await vi.waitFor(() =>
      expect(window.found()).toEqual([
        { message: 'There is no key "teem" here. Did you mean team?', at: [0, 0, 4] },
        { message: 'The value must be of the type number.', at: [1, 13, 17] },
      ]),
    );
    const actions = await window.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: window.uri },
      range: window.diagnostics()[0]?.range,
      context: { diagnostics: window.diagnostics() },
    });
    expect(actions.map(({ title }) => title)).toEqual(['Replace by team']);
    await window.type('team: payments\n');
    await vi.waitFor(() => expect(window.found()).toEqual([]));
    await window.type('teem: payments\n');
    await vi.waitFor(() => expect(window.found()).toHaveLength(1));
    await window.close();
    await vi.waitFor(() => expect(window.found()).toEqual([]));
  });

  it('sees that another source decides a value', async () => {
    const window = await start({ settings: { team: 'search' } });
    await window.open('team: payments\n');
    await vi.waitFor(() =>
      expect(window.found()).toEqual([
        { message: 'Not in use: the settings of VS Code set “search”.', at: [0, 0, 4] },
      ]),
    );
  });

  it('sees without an edit that other settings decide a value now, or none', async () => {
    const window = await start();
    await window.open('team: payments\n');
    await vi.waitFor(() => expect(window.found()).toEqual([]));
    await window.configure({ team: 'search' });
    await vi.waitFor(() => expect(window.found()).toHaveLength(1));
    await window.configure({});
    await vi.waitFor(() => expect(window.found()).toEqual([]));
  });

  it('is offered the keys and values of a place, and reads what a key means', async () => {
    const window = await start();
    await window.open('team: payments\njira:\n  site: a\n  \n  language: \n');
    const at = (line: number, character: number) => ({
      textDocument: { uri: window.uri },
      position: { line, character },
    });
    const keys = await window.request<CompletionItem[]>('textDocument/completion', at(3, 2));
    expect(keys.map(({ label }) => label)).toEqual(expect.arrayContaining(['project', 'statuses']));
    expect(keys.map(({ label }) => label)).not.toContain('site');
    const values = await window.request<CompletionItem[]>('textDocument/completion', at(4, 12));
    expect(values.map(({ label }) => label)).toEqual(['en', 'ja']);
    const hover = await window.request<Hover>('textDocument/hover', at(0, 2));
    expect(JSON.stringify(hover.contents)).toMatch(/organizational unit.*Example: `payments`/);
  });
});

describe('accounts that a user chooses', () => {
  const accounts = [{ id: '111122223333', profile: 'payments' }];

  it('are written to the file and in use at once, unless the file already lists some', async () => {
    const window = await start({ settings: { team: 'payments' } });
    expect(await window.request(addAccounts.method, { accounts })).toEqual({ file });
    expect(readFileSync(file, 'utf8')).toMatch(
      /\naccounts:\n {2}- id: '111122223333'\n {4}profile: "payments"\n$/,
    );
    expect(await window.request<AwsInUse>(getAwsInUse.method, {})).toMatchObject({ accounts: 1 });
    await expect(window.request(addAccounts.method, { accounts })).rejects.toThrow(/already lists accounts/);
  });
});

describe('a saved configuration file', () => {
  it('is in use at once, and its window reads what changed', async () => {
    const window = await start();
    await window.request(openConfigurationFile.method, {});
    await window.open(readFileSync(file, 'utf8'));
    await window.save('team: payments\naccounts:\n  - id: "111122223333"\n');
    await vi.waitFor(() =>
      expect(window.saved).toEqual([
        {
          message: 'Configuration saved. Changed: accounts: 1 added; team: payments. Reading …',
          isUsable: true,
        },
      ]),
    );
    expect((await window.status()).team).toBe('payments');

    await window.save('team: [\n');
    await vi.waitFor(() => expect(window.saved.at(-1)?.isUsable).toBe(false));
    expect(window.saved.at(-1)?.message).toMatch(/Correct the marked lines\.$/);
    expect((await window.status()).team).toBe('payments');
  });

  it('is reported with keys that are removed, and with a long value that is cut visibly', async () => {
    const window = await start();
    await window.request(openConfigurationFile.method, {});
    await window.open(readFileSync(file, 'utf8'));
    await window.save('team: payments\nregions: [eu-west-1]\n');
    await vi.waitFor(() => expect(window.saved).toHaveLength(1));
    await window.save(`team: ${'x'.repeat(100)}\n`);
    await vi.waitFor(() => expect(window.saved).toHaveLength(2));
    expect(window.saved[1]?.message).toMatch(/^Configuration saved\. Changed: /);
    expect(window.saved[1]?.message).toContain('regions: removed');
    expect(window.saved[1]?.message).toContain(`team: ${'x'.repeat(59)}…`);
  });

  it('is in use soon if another program changed it', async () => {
    const window = await start();
    await window.request(openConfigurationFile.method, {});
    writeFileSync(file, 'team: payments\n');
    expect(existsSync(file)).toBe(true);
    await vi.waitFor(async () => expect((await window.status()).team).toBe('payments'), 10_000);
    expect(window.saved).toEqual([]);
  });
});
