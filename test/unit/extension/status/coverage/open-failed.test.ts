import { expect, it } from 'vitest';
import { openFailed } from '../../../../../extension/status/coverage/open-failed.ts';

const openingOf = (file: string, isFolder?: true) => {
  const { command, arguments: [uri] = [] } = openFailed({ file, error: '', ...(isFolder && { isFolder }) });
  return [command, String(uri)];
};

it('shows a file in an editor and a folder in the explorer, also a virtual one', () => {
  expect(openingOf('/w/a.yaml')).toEqual(['vscode.open', '/w/a.yaml']);
  expect(openingOf('/w/locked', true)).toEqual(['revealInExplorer', '/w/locked']);
  expect(openingOf('vscode-vfs://github/owner/infra', true)).toEqual([
    'revealInExplorer',
    'vscode-vfs://github/owner/infra',
  ]);
});
