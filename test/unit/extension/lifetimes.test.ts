import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readFindingDetails } from '#protocol/finding-details.ts';
import { listLastSeen } from '#protocol/findings.ts';
import { settingsChanged } from '#protocol/settings.ts';
import { getStatus, type Status } from '#protocol/status.ts';
import { followSubjects, readSubjects } from '#protocol/subjects.ts';
import { activate } from '../../../extension/main.ts';
import { findingView } from '../../support/finding-view.ts';
import {
  commands,
  EventEmitter,
  panels,
  resetVsCode,
  undisposedNames,
  workspace,
} from '../../support/vscode/fake.ts';
import { answers, runningClients } from '../../support/vscode/fake-language-client.ts';

vi.mock('vscode-languageclient/node', () => import('../../support/vscode/fake-language-client.ts'));
vi.mock('../../../extension/daemon/start.ts', () => ({
  reachDaemon: async () => new PassThrough(),
  endDaemon: async () => {},
}));

const status: Status = {
  ...{ version: 1, configured: true, syncing: false, complete: true, read: 1 },
  ...{ problems: [], failed: [], notes: [] },
  templates: { read: 0, state: 'read', failed: [] },
};

describe('a registration of a window', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    resetVsCode();
    vi.stubEnv('GUARDRAIL_TEAM', 'payments');
    const subjects = { findings: [findingView({ key: 'finding-1' })], tickets: [] };
    for (const { method } of [readSubjects, followSubjects]) answers.set(method, subjects);
    answers.set(listLastSeen.method, { lastSeen: {} });
    answers.set(readFindingDetails.method, { observations: [], observationCount: 0, events: [] });
    answers.set(getStatus.method, status);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  function openWindow(): { close(): void } {
    const subscriptions: { dispose(): void }[] = [];
    const secretsChanged = new EventEmitter<{ key: string }>();
    const secrets = {
      get: async () => undefined,
      store: async () => {},
      delete: async () => {},
      onDidChange: secretsChanged.event,
    };
    const context = {
      ...{ subscriptions, secrets, extensionPath: '/extension', extensionUri: { path: '/extension' } },
      extension: { packageJSON: { version: '1.0.0' } },
      globalState: { get: () => undefined, update: async () => {} },
      workspaceState: { get: () => undefined, update: async () => {} },
      environmentVariableCollection: { prepend() {}, replace() {} },
    };
    activate(context as unknown as Parameters<typeof activate>[0]);
    return {
      close() {
        for (const subscription of subscriptions) subscription.dispose();
        secretsChanged.dispose();
      },
    };
  }

  /** Resolves to the client of a window once it is connected. */
  async function connectedClient() {
    return vi.waitFor(() => {
      const client = [...runningClients].find((running) => running.isRunning());
      if (!client) throw new Error('No client is connected.');
      return client;
    });
  }

  it('is disposed of with the window', async () => {
    const { close } = openWindow();
    await connectedClient();
    await commands.executeCommand('guardrail.finding.open', 'finding-1');
    expect(panels).toHaveLength(1);
    expect(undisposedNames().length).toBeGreaterThan(30);

    close();

    expect(undisposedNames()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is disposed of with a window that is closed before it is connected', async () => {
    const { close } = openWindow();

    close();
    await new Promise((resolve) => setTimeout(resolve));

    expect(runningClients.size).toBe(0);
    expect(undisposedNames()).toEqual([]);
  });

  it('for one connection ends with it, and is registered again by the next', async () => {
    const { close } = openWindow();
    const client = await connectedClient();
    const connected = undisposedNames().toSorted();

    const lost = client.lose();
    const offline = undisposedNames();
    await lost;

    const listeners = (names: readonly string[]) =>
      names.filter((name) => name === 'listener of workspace.onDidChangeWorkspaceFolders').length;
    expect(listeners(offline)).toBe(listeners(connected) - 1);
    expect(undisposedNames().toSorted()).toEqual(connected);
    close();
  });

  it('reports a token that is forgotten to the daemon', async () => {
    const { close } = openWindow();
    const client = await connectedClient();
    await commands.executeCommand('guardrail.signOut');
    expect(client.notified.filter((method) => method === settingsChanged.method)).toHaveLength(1);
    close();
  });

  it('fails this suite if it is not registered for disposal', async () => {
    const { close } = openWindow();
    await connectedClient();
    workspace.onDidChangeConfiguration(() => {});

    close();

    expect(undisposedNames()).toEqual(['listener of workspace.onDidChangeConfiguration']);
  });
});
