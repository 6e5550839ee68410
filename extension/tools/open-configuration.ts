import { existsSync } from 'node:fs';
import path from 'node:path';
import { Uri, window } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { openSettings } from './open-settings.ts';

/** Opens the user's configuration file; if it does not exist, the settings, which have the same values. */
export async function openConfiguration({ configDir }: DaemonPaths): Promise<void> {
  const file = path.join(configDir, 'config.yaml');
  if (existsSync(file)) await window.showTextDocument(Uri.file(file));
  else await openSettings();
}
