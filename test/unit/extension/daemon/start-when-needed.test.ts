import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DaemonConnection } from '../../../../extension/daemon/connection.ts';
import { startWhenNeeded } from '../../../../extension/daemon/start-when-needed.ts';
import { DisposableStore } from '../../../../extension/tools/disposables.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';
import { resetVsCode, undisposedNames } from '../../../support/vscode/fake.ts';

vi.mock('../../../../extension/daemon/reach.ts', () => ({ connectToDaemon: async () => undefined }));

describe('a daemon', () => {
  let cleanup: Cleanup;
  let lifetime: DisposableStore;
  const connection = { hasStarted: false, start: vi.fn() };
  const calls: Record<'token' | 'view', () => void> = { token: () => {}, view: () => {} };
  let configured = false;
  let loaded = Promise.withResolvers<void>();
  beforeEach(() => {
    loaded = Promise.withResolvers();
    resetVsCode();
    cleanup = createCleanup();
    lifetime = new DisposableStore();
    connection.start.mockReset().mockImplementation(async () => {
      connection.hasStarted = true;
    });
    connection.hasStarted = false;
    configured = false;
  });
  afterEach(() => cleanup.run());

  function openWindow() {
    const on = (name: 'token' | 'view') => (call: () => void) => {
      calls[name] = call;
      return { dispose() {} };
    };
    startWhenNeeded(lifetime, {
      connection: connection as unknown as DaemonConnection,
      paths: { recordFile: `${cleanup.folder('state')}/daemon.json` } as never,
      isConfigured: () => configured,
      token: { load: () => loaded.promise, onChanged: on('token') },
      views: [{ onVisible: on('view') }],
    });
  }

  it('is not started for a user who has configured nothing', () => {
    openWindow();
    calls.token();
    expect(connection.start).not.toHaveBeenCalled();
  });

  it('is started at once if something is configured', () => {
    configured = true;
    openWindow();
    expect(connection.start).toHaveBeenCalledOnce();
  });

  it('is started once the token is read, if that is all that is configured', async () => {
    openWindow();
    configured = true;
    loaded.resolve();
    await vi.waitFor(() => expect(connection.start).toHaveBeenCalledOnce());
  });

  it('is not started by a token that is read after the window was closed', async () => {
    openWindow();
    configured = true;
    lifetime.dispose();
    loaded.resolve();
    await loaded.promise;
    expect(connection.start).not.toHaveBeenCalled();
  });

  it('is started when a view is opened, and once only', () => {
    openWindow();
    calls.view();
    calls.view();
    expect(connection.start).toHaveBeenCalledOnce();
  });

  it('is started when the user signs in, here or in another window', () => {
    openWindow();
    configured = true;
    calls.token();
    expect(connection.start).toHaveBeenCalledOnce();
  });

  it('is no longer waited for when the window is closed', () => {
    openWindow();
    lifetime.dispose();
    expect(undisposedNames()).toEqual([]);
  });
});
