import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const name = 'One row';
const label = 'The only row';

const manifest = {
  name: 'one-row',
  publisher: 'peer',
  version: '1.0.0',
  engines: { vscode: '^1.90.0' },
  main: 'main.js',
  activationEvents: ['onStartupFinished'],
  contributes: {
    viewsContainers: { activitybar: [{ id: 'peer', title: name, icon: 'icon.svg' }] },
    views: { peer: [{ id: 'peer.oneRow', name }] },
  },
};

/** Returns a statement that adds a line with the time, in ms since 1970, to the file `marks`. */
export function markStatement(marks: string): string {
  return `require('fs').appendFileSync(${JSON.stringify(marks)}, Date.now() + '\\n');`;
}

/**
 * Installs an extension below `folder` whose view has one row, which is there at once: no extension has its first rows earlier in such a
 * window.
 */
export function oneRow(folder: string) {
  const marks = path.join(folder, 'starts.txt');
  const extension = path.join(folder, 'extensions/peer.one-row-1.0.0');
  mkdirSync(extension, { recursive: true });
  writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(extension, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(
    path.join(extension, 'main.js'),
    `${markStatement(marks)}
const { TreeItem, window } = require('vscode');
exports.activate = ({ subscriptions }) => {
  const treeDataProvider = {
    getChildren: (node) => (node ? [] : [${JSON.stringify(label)}]),
    getTreeItem: (label) => new TreeItem(label),
  };
  subscriptions.push(window.createTreeView('peer.oneRow', { treeDataProvider }));
};
`,
  );
  return {
    extensions: path.dirname(extension),
    marks,
    container: name,
    rows: `.monaco-list-row[aria-label^="${label}"]`,
  };
}
