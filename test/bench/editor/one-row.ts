import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The row of the peer's view. */
export const oneRow = '.monaco-list-row[aria-label^="The only row"]';

const manifest = {
  name: 'one-row',
  publisher: 'peer',
  version: '1.0.0',
  engines: { vscode: '^1.90.0' },
  main: 'main.js',
  activationEvents: ['onStartupFinished'],
  contributes: { views: { guardrail: [{ id: 'peer.oneRow', name: 'One row' }] } },
};

/** Returns a statement that adds a line with the name and the time, in ms since 1970, to the file `marks`. */
export function markStatement(name: string, marks: string): string {
  return `require('fs').appendFileSync(${JSON.stringify(marks)}, ${JSON.stringify(`${name} `)} + Date.now() + '\\n');`;
}

/**
 * Installs an extension whose view has one row, which is there at once: no extension has its first rows earlier in such a window. Its view is
 * below Guardrail's.
 * @param extensions A folder of installed extensions.
 * @param marks The file to which its first statement adds the time.
 */
export function addOneRow(extensions: string, marks: string): void {
  const folder = path.join(extensions, 'peer.one-row-1.0.0');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    path.join(folder, 'main.js'),
    `${markStatement('peer', marks)}
const { TreeItem, window } = require('vscode');
exports.activate = ({ subscriptions }) => {
  const treeDataProvider = {
    getChildren: (node) => (node ? [] : ['The only row']),
    getTreeItem: (label) => new TreeItem(label),
  };
  subscriptions.push(window.createTreeView('peer.oneRow', { treeDataProvider }));
};
`,
  );
  const list = path.join(extensions, 'extensions.json');
  const installed = JSON.parse(readFileSync(list, 'utf8')) as object[];
  const entry = {
    identifier: { id: 'peer.one-row' },
    version: '1.0.0',
    location: { $mid: 1, path: folder, scheme: 'file' },
    relativeLocation: path.basename(folder),
  };
  writeFileSync(list, JSON.stringify([...installed, entry]));
}
