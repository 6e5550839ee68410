import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands, type LogOutputChannel, Uri, window } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import type { DaemonConnection } from './connection.ts';

/** Registers the commands that restart the daemon and show its log. */
export function registerDaemonCommands(
  lifetime: DisposableStore,
  connection: DaemonConnection,
  log: LogOutputChannel,
  paths: DaemonPaths,
): void {
  lifetime.add(commands.registerCommand('guardrail.restartDaemon', () => connection.restart()));
  lifetime.add(
    commands.registerCommand('guardrail.showLog', async () => {
      log.show();
      const file = path.join(paths.stateDir, 'daemon.log');
      if (existsSync(file)) await window.showTextDocument(Uri.file(file), { preview: true });
    }),
  );
}
