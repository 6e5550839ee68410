import { existsSync } from 'node:fs';
import { type Disposable, window, workspace } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import type { DaemonConnection } from './connection.ts';
import { connectToDaemon } from './reach.ts';

export interface Need {
  readonly connection: DaemonConnection;
  readonly paths: DaemonPaths;
  isConfigured(): boolean;
  /** The Jira token: it is a part of the configuration that may take long to read. */
  readonly token: { load(): Promise<void>; onChanged(call: () => void): Disposable };
  readonly views: readonly { onVisible(call: () => void): Disposable }[];
}

/**
 * Connects this window once a daemon is of use: something is configured, a daemon runs already, or a view of Guardrail is
 * open. Until then, a window of a user who does not use Guardrail has no daemon. Commands that need one start it themselves.
 */
export function startWhenNeeded(
  lifetime: DisposableStore,
  { connection, paths, isConfigured, token, views }: Need,
): void {
  const start = () => {
    if (!connection.hasStarted) void connection.start();
  };
  const check = () => {
    if (connection.hasStarted || lifetime.isDisposed) return;
    if (isConfigured()) start();
    else void runs(paths).then((isRunning) => isRunning && !lifetime.isDisposed && start());
  };
  lifetime.add(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('guardrail')) check();
    }),
  );
  lifetime.add(token.onChanged(check));
  // A configuration file that was written elsewhere, and a daemon that a terminal started.
  lifetime.add(window.onDidChangeWindowState(({ focused }) => focused && check()));
  for (const view of views) lifetime.add(view.onVisible(start));
  check();
  void token.load().then(check);
}

async function runs(paths: DaemonPaths): Promise<boolean> {
  if (!existsSync(paths.recordFile)) return false;
  const socket = await connectToDaemon(paths);
  socket?.destroy();
  return socket !== undefined;
}
