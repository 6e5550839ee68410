import type { ImportGraph } from './import-graph.ts';

/** One rule about imports. `broken` returns the imports that break it. */
export interface Rule {
  readonly name: string;
  readonly because: string;
  broken(graph: ImportGraph): string[];
}

/** Rooms of the daemon with the rooms that each may import, in addition to itself, `domain`, `protocol` and `base`. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  protocol: [],
  domain: [],
  integrations: [],
  store: [],
  configuration: [],
  sandbox: [],
  workspace: [],
  sync: ['integrations', 'store', 'configuration'],
  server: ['sync', 'store', 'workspace', 'configuration'],
  compose: ['server', 'sync', 'workspace', 'integrations', 'store', 'configuration'],
  commands: ['compose', 'server', 'workspace', 'configuration', 'sandbox'],
  main: ['commands'],
};

/** Rooms that only compute. They may use only Node modules that also just compute. */
const pureRooms = ['daemon/domain/', 'daemon/protocol/'];
const pureNode = ['node:crypto', 'node:path', 'node:url', 'node:util'];

export const rules: readonly Rule[] = [
  {
    name: 'the extension imports only the contracts',
    because: 'a window must stay thin: all of its data comes from the daemon',
    broken: files(
      (from, to) =>
        !within(from, 'extension/') || within(to, 'extension/', 'daemon/protocol/') || isPageProtocol(to),
    ),
  },
  {
    name: 'only tests import the extension',
    because: 'everything else runs without VS Code',
    broken: files((from, to) => !within(to, 'extension/') || within(from, 'extension/', 'test/')),
  },
  {
    name: 'pages import only the contracts',
    because: 'they run in a browser and communicate only with the extension',
    broken: files((from, to) => !within(from, 'webview/') || within(to, 'webview/', 'daemon/protocol/')),
  },
  {
    name: 'the daemon imports only itself and its manifest',
    because: 'it serves terminals without an editor',
    broken: files((from, to) => !within(from, 'daemon/') || within(to, 'daemon/', 'package.json')),
  },
  {
    name: 'rooms of the daemon import only the rooms below them',
    because: 'main → commands → compose → server → the rest → base is the direction of imports in the daemon',
    broken: files((from, to) => {
      if (!within(from, 'daemon/') || !within(to, 'daemon/')) return true;
      const [room, other] = [roomOf(from), roomOf(to)];
      if (room === other) return true;
      if (room === 'base' || room === 'protocol') return other === 'protocol';
      return [...(rooms[room] ?? []), 'domain', 'protocol', 'base'].includes(other);
    }),
  },
  {
    name: 'every room of the daemon is in the list of rooms',
    because: 'a room that is not in the list would escape the other rules',
    broken: (graph) => [
      ...new Set(
        [...graph.keys()].filter((file) => within(file, 'daemon/') && !(roomOf(file) in rooms)).map(roomOf),
      ),
    ],
  },
  {
    name: 'pure rooms do not access files, the network or processes',
    because: 'decisions about findings and tickets are tested without any of them',
    broken: packages(
      (from, name) => !within(from, ...pureRooms) || !name.startsWith('node:') || pureNode.includes(name),
    ),
  },
  {
    name: 'the contract imports no package and no Node module',
    because: 'every client loads it, in any runtime',
    broken: packages((from) => !within(from, 'daemon/protocol/')),
  },
  packageStays('vscode', 'only the extension depends on the editor', 'extension/', 'test/host/'),
  packageStays(
    /^@aws-sdk\//,
    "the SDK's types stay inside its connector",
    'daemon/integrations/aws/',
    'test/',
  ),
  packageStays(
    /^@(smithy|aws-crypto)\//,
    'the connector signs requests and the sandbox checks them',
    'daemon/integrations/aws/',
    'daemon/sandbox/aws/',
    'test/',
  ),
  packageStays('jira.js', "the SDK's types stay inside its connector", 'daemon/integrations/jira/', 'test/'),
  packageStays(
    'node:sqlite',
    'one room owns the store, one file the lock, one folder the cache of templates',
    'daemon/store/',
    'daemon/server/listen/lock.ts',
    'daemon/workspace/cache/',
    'test/',
  ),
  packageStays('playwright-core', 'only tests and the demo use a browser', 'test/'),
  packageStays(
    /^(vitest|mocha|@vscode\/test-electron)$/,
    'the product does not contain test tools',
    'test/',
    'vitest.config.ts',
  ),
  packageStays('esbuild', 'the product does not build anything', 'build.ts', 'test/unit/house/'),
  {
    name: '@vscode/webview-ui-toolkit is imported in one file at most',
    because: 'it is archived: it must be replaceable within an hour',
    broken: (graph) => {
      const users = [...graph].filter(([, imports]) =>
        imports.some((found) => found.package === '@vscode/webview-ui-toolkit'),
      );
      return users.length > 1 ? users.map(([file]) => file) : [];
    },
  },
  {
    name: 'only commands and tests import the sandbox',
    because: 'invented data must not reach the product',
    broken: files(
      (from, to) =>
        !within(to, 'daemon/sandbox/') || within(from, 'daemon/sandbox/', 'daemon/commands/', 'test/'),
    ),
  },
  {
    name: 'there are no import cycles',
    because: 'two files that import each other should be one file',
    broken: (graph) => cycles(graph).map((cycle) => cycle.join(' → ')),
  },
];

/** `webview/finding/protocol.ts`: the messages between a page and the extension. */
function isPageProtocol(file: string): boolean {
  return /^webview\/[^/]+\/protocol\.ts$/.test(file);
}

function within(file: string, ...places: string[]): boolean {
  return places.some((place) => file.startsWith(place));
}

function roomOf(file: string): string {
  return (file.split('/')[1] ?? '').replace(/\.ts$/, '');
}

function files(fine: (from: string, to: string) => boolean): Rule['broken'] {
  return (graph) =>
    [...graph].flatMap(([from, imports]) =>
      imports.flatMap(({ file }) => (file === undefined || fine(from, file) ? [] : [`${from} → ${file}`])),
    );
}

function packages(fine: (from: string, name: string) => boolean): Rule['broken'] {
  return (graph) =>
    [...graph].flatMap(([from, imports]) =>
      imports.flatMap((found) =>
        found.package === undefined || fine(from, found.package) ? [] : [`${from} → ${found.package}`],
      ),
    );
}

function packageStays(named: string | RegExp, because: string, ...places: string[]): Rule {
  const is = (name: string) => (typeof named === 'string' ? name === named : named.test(name));
  return {
    name: `${named} is imported only in ${places.join(', ')}`,
    because,
    broken: packages((from, name) => !is(name) || within(from, ...places)),
  };
}

/** Returns each cycle once, from the file at which the walk found it. */
function cycles(graph: ImportGraph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    if (done.has(file)) return;
    for (const { file: next } of graph.get(file) ?? []) if (next !== undefined) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
