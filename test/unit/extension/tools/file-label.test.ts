import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { fileLabel } from '../../../../extension/tools/file-label.ts';
import { Uri, workspace } from '../../../support/vscode/fake.ts';

afterEach(() => vi.restoreAllMocks());

/** A window with these folders, that names a file as VS Code does. */
function open(...folders: string[]) {
  const opened = folders.map((folder) => ({ uri: Uri.file(folder), name: path.basename(folder) }));
  const ownOf = (file: string) => opened.find(({ uri }) => file.startsWith(`${uri.path}/`));
  vi.spyOn(workspace, 'workspaceFolders', 'get').mockReturnValue(opened as never);
  vi.spyOn(workspace, 'getWorkspaceFolder').mockImplementation(((uri: Uri) => ownOf(uri.path)) as never);
  vi.spyOn(workspace, 'asRelativePath').mockImplementation(((file: string, withName = opened.length > 1) => {
    const own = ownOf(file);
    if (!own) return file;
    return path.join(withName ? own.name : '', file.slice(own.uri.path.length + 1));
  }) as never);
}

it('names a file as VS Code does, while the names of the folders differ', () => {
  open('/repos/infra');
  expect(fileLabel('/repos/infra/vpc.yaml')).toBe('vpc.yaml');
  open('/repos/infra', '/repos/app');
  expect(fileLabel('/repos/infra/vpc.yaml')).toBe('infra/vpc.yaml');
  expect(fileLabel('/elsewhere/vpc.yaml')).toBe('/elsewhere/vpc.yaml');
});

it('distinguishes equal files of folders with the same name', () => {
  open('/repos/team-a/infra', '/repos/team-b/infra', '/repos/app');
  expect(
    ['/repos/team-a/infra/vpc.yaml', '/repos/team-b/infra/vpc.yaml', '/repos/app/vpc.yaml'].map(fileLabel),
  ).toEqual(['team-a/infra/vpc.yaml', 'team-b/infra/vpc.yaml', 'app/vpc.yaml']);
});
