import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands, Uri, window } from 'vscode';
import { configurationSaved, openConfigurationFile } from '#protocol/configuration.ts';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { showError } from '../tools/show-error.ts';

/** Registers the command that opens the configuration file, and shows what each save of it changed. */
export function registerConfigurationFile(
  lifetime: DisposableStore,
  connection: DaemonConnection,
  { configDir }: DaemonPaths,
): void {
  const usual = path.join(configDir, 'config.yaml');
  lifetime.add(
    commands.registerCommand('guardrail.openConfiguration', async () => {
      try {
        const file = await fileOf(connection, usual);
        await window.showTextDocument(Uri.file(file));
      } catch (error) {
        void showError(error);
      }
    }),
  );
  lifetime.add(
    connection.onNotification(configurationSaved, ({ message, isUsable }) => {
      if (isUsable) void window.showInformationMessage(plainMessage(message));
      else void window.showWarningMessage(plainMessage(message));
    }),
  );
}

/**
 * Resolves to the file that the daemon reads. The daemon writes it if it does not exist, and helps while the user types in
 * it. Without a daemon, an existing file can still be opened.
 * @throws Error for the user.
 */
async function fileOf(connection: DaemonConnection, usual: string): Promise<string> {
  try {
    const daemon = await connection.reach();
    return (await daemon.request(openConfigurationFile, {})).file;
  } catch (error) {
    if (existsSync(usual)) return usual;
    throw error;
  }
}
