import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { registerExplore } from '../../../../extension/sample/explore.ts';
import { sampleFolder } from '../../../../extension/sample/sample-folder.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';
import { commands, resetVsCode, Uri, workspace } from '../../../support/vscode/fake.ts';

let cleanup: Cleanup;
let paths: DaemonPaths;
let ran: string[];
const kept = new Map<string, unknown>();
const memory = {
  get: (key: string) => kept.get(key),
  update: async (key: string, value: unknown) => void kept.set(key, value),
  keys: () => [],
};

beforeEach(() => {
  resetVsCode();
  ran = [];
  kept.clear();
  const { executeCommand } = commands;
  vi.spyOn(commands, 'executeCommand').mockImplementation(async (name, ...given) => {
    ran.push(name);
    return executeCommand(name, ...given);
  });
  cleanup = createCleanup();
  const stateDir = cleanup.folder('sample');
  // No daemon is looked for in a folder that other users can enter.
  chmodSync(stateDir, 0o755);
  const inFolder = (name: string) => path.join(stateDir, name);
  const tokenFile = inFolder('daemon.token');
  const addresses = { recordFile: inFolder('daemon.json'), socket: inFolder('daemon.sock') };
  paths = { stateDir, configDir: stateDir, socketDir: stateDir, tokenFile, ...addresses };
});
afterEach(() => {
  vi.restoreAllMocks();
  return cleanup.run();
});

/** Runs the command in a window with these folders. The extension's files are those of this repository. */
async function exploreIn(...folders: string[]) {
  const opened = folders.map((folder) => ({ uri: Uri.file(folder) }));
  const open = (folders.length > 0 ? opened : undefined) as never;
  vi.spyOn(workspace, 'workspaceFolders', 'get').mockReturnValue(open);
  const registered = registerExplore({ paths, extensionPath: path.resolve('.'), memory });
  await commands.executeCommand('guardrail.exploreSample');
  registered.dispose();
}

it('copies the sample and opens it in an empty window, which closes only the folder when it is left', async () => {
  await exploreIn();
  expect(ran).toContain('vscode.openFolder');
  expect(existsSync(path.join(sampleFolder(paths), 'network/vpc.yaml'))).toBe(true);
  expect([...kept.values()]).toEqual(['window']);
});

it('in the sample itself shows the findings, and keeps its files and how it was opened', async () => {
  await exploreIn();
  kept.clear();
  ran = [];
  const edited = path.join(sampleFolder(paths), 'network/vpc.yaml');
  writeFileSync(edited, 'Resources: {}\n');
  await exploreIn(sampleFolder(paths));
  expect(ran).toContain('guardrail.findings.focus');
  expect(ran).not.toContain('vscode.openFolder');
  expect(readFileSync(edited, 'utf8')).toBe('Resources: {}\n');
  expect(kept.size).toBe(0);
});
