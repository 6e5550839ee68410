import path from 'node:path';
import { Uri, workspace } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';

/** Returns the folder that a window opens to see the sample. Its name is in the window's title. */
export function sampleFolder({ stateDir }: Pick<DaemonPaths, 'stateDir'>): string {
  return path.join(stateDir, 'sample-organization');
}

/** Returns whether this window shows the sample: its only folder is the sample's folder. */
export function isSampleWindow(paths: DaemonPaths): boolean {
  const [folder, ...others] = workspace.workspaceFolders ?? [];
  return others.length === 0 && folder?.uri.toString() === Uri.file(sampleFolder(paths)).toString();
}
