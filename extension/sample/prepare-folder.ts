import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { connectToDaemon } from '../daemon/reach.ts';
import { sampleFolder } from './sample-folder.ts';

/**
 * Copies the packaged workspace to the sample's folder, which the user can change. While the sample's daemon runs, another
 * window may have changed the files, so they stay.
 */
export async function prepareSampleFolder(paths: DaemonPaths, extensionPath: string): Promise<void> {
  const folder = sampleFolder(paths);
  const running = await connectToDaemon(paths);
  running?.destroy();
  if (running) return;
  mkdirSync(paths.stateDir, { recursive: true, mode: 0o700 });
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(extensionPath, 'test', 'workspace'), folder, { recursive: true });
}
