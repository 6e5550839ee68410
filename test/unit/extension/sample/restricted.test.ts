import { afterEach, expect, it, vi } from 'vitest';
import { samplePaths } from '../../../../extension/daemon/daemon-paths.ts';
import { sampleFolder } from '../../../../extension/sample/sample-folder.ts';
import { isWritable } from '../../../../extension/tickets/review/may-write.ts';
import { Uri, workspace } from '../../../support/vscode/fake.ts';

afterEach(() => vi.restoreAllMocks());

/** A window in Restricted Mode. */
function open(...folders: string[]) {
  vi.spyOn(workspace, 'isTrusted', 'get').mockReturnValue(false);
  const opened = folders.map((folder) => ({ uri: Uri.file(folder) }));
  vi.spyOn(workspace, 'workspaceFolders', 'get').mockReturnValue(opened as never);
}

it('lets a user try a review in the sample without trusting its folder', () => {
  open(sampleFolder(samplePaths()));
  expect(isWritable()).toBe(true);
});

it('stays read-only for every other folder, also next to the sample', () => {
  open('/home/me/repository');
  expect(isWritable()).toBe(false);
  open(sampleFolder(samplePaths()), '/home/me/repository');
  expect(isWritable()).toBe(false);
  open('/home/me/sample/sample-organization');
  expect(isWritable()).toBe(false);
});
