import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Import, type ImportGraph, readImportGraph } from './import-graph.ts';
import { type Rule, rules } from './rules.ts';

/** For each rule, imports that break it: this proves that the rule can fail. */
const breaches: Readonly<Record<string, Record<string, Import[]>>> = {
  'the extension imports only the contracts': {
    'extension/main.ts': [{ file: 'daemon/store/sqlite/open-store.ts' }],
  },
  'only tests import the extension': { 'webview/finding/main.ts': [{ file: 'extension/main.ts' }] },
  'pages import only the contracts': {
    'webview/finding/main.ts': [{ file: 'daemon/base/text.ts' }],
  },
  'the daemon imports only itself and its manifest': {
    'daemon/compose.ts': [{ file: 'webview/finding/protocol.ts' }],
  },
  'rooms of the daemon import only the rooms below them': {
    'daemon/base/log.ts': [{ file: 'daemon/store/sqlite/open-store.ts' }],
  },
  'every room of the daemon is in the list of rooms': { 'daemon/utils/all.ts': [] },
  'pure rooms do not access files, the network or processes': {
    'daemon/domain/findings/key.ts': [{ package: 'node:fs' }],
  },
  'the contract imports no package and no Node module': {
    'daemon/protocol/daemon-paths.ts': [{ package: 'zod' }],
  },
  '@vscode/webview-ui-toolkit is imported in one file at most': {
    'webview/a.ts': [{ package: '@vscode/webview-ui-toolkit' }],
    'webview/b.ts': [{ package: '@vscode/webview-ui-toolkit' }],
  },
  'only commands and tests import the sandbox': {
    'daemon/compose.ts': [{ file: 'daemon/sandbox/sandbox.ts' }],
  },
  'there are no import cycles': {
    'daemon/a.ts': [{ file: 'daemon/b.ts' }],
    'daemon/b.ts': [{ file: 'daemon/c.ts' }],
    'daemon/c.ts': [{ file: 'daemon/a.ts' }],
  },
  'vscode is': { 'daemon/server/session/session.ts': [{ package: 'vscode' }] },
  '/^@(smithy': { 'daemon/integrations/jira/cloud/ticket-source.ts': [{ package: '@smithy/types' }] },
  '/^@aws-sdk': { 'daemon/server/session/session.ts': [{ package: '@aws-sdk/client-sts' }] },
  'jira.js is': { 'daemon/domain/tickets/actions/action-queue.ts': [{ package: 'jira.js' }] },
  'node:sqlite is': { 'daemon/server/session/session.ts': [{ package: 'node:sqlite' }] },
  'playwright-core is': { 'extension/main.ts': [{ package: 'playwright-core' }] },
  '/^(vitest': { 'daemon/main.ts': [{ package: 'mocha' }] },
  'esbuild is': { 'daemon/main.ts': [{ package: 'esbuild' }] },
};

let graph: ImportGraph;
beforeAll(async () => {
  graph = await readImportGraph();
}, 120_000);

describe.each(rules)('$name', (rule) => {
  it(`holds: ${rule.because}`, () => {
    expect(rule.broken(graph)).toEqual([]);
  });

  it('reports a breach', () => {
    expect(rule.broken(new Map(Object.entries(breachOf(rule))))).not.toEqual([]);
  });
});

describe('the graph', () => {
  it('has imports of types, which do not exist at run time', () => {
    expect(graph.get('daemon/server/features/settings.ts')).toContainEqual({
      file: 'daemon/protocol/settings.ts',
    });
  });

  it('has packages and Node modules', () => {
    expect(graph.get('test/unit/house/import-graph.ts')).toEqual(
      expect.arrayContaining([{ package: 'esbuild' }, { package: 'node:fs' }]),
    );
  });

  it('has exactly the packages that package.json names', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: object;
    };
    const imported = new Set(
      [...graph.values()].flatMap((imports) => imports.flatMap((found) => found.package ?? [])),
    );
    const fromNpm = [...imported].filter((name) => !name.startsWith('node:') && name !== 'vscode').sort();
    // These are started or read as a file, not imported.
    const tools = [
      ...['@biomejs/biome', '@tree-sitter-grammars/tree-sitter-yaml', '@vscode/vsce', 'axe-core'],
      'typescript',
    ];
    const named = Object.keys(devDependencies).filter(
      (name) => !name.startsWith('@types/') && !tools.includes(name),
    );
    expect(fromNpm).toEqual(named.sort());
  });
});

function breachOf({ name }: Rule): Record<string, Import[]> {
  const found = Object.entries(breaches).find(([start]) => name.startsWith(start));
  if (!found) throw new Error(`There is no breach for "${name}".`);
  return found[1];
}
