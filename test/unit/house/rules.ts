import type { ImportGraph } from './import-graph.ts';

/** One promise about who imports whom. `broken` names the arrows that break it. */
export interface Rule {
  readonly name: string;
  readonly because: string;
  broken(graph: ImportGraph): string[];
}

/** Rooms of the daemon with what each may import, beside itself, `domain`, `protocol` and `base`. */
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

/** Rooms that only compute. What they may use of Node computes, too. */
const pureRooms = ['daemon/domain/', 'daemon/protocol/'];
const pureNode = ['node:crypto', 'node:path', 'node:url', 'node:util'];

export const rules: readonly Rule[] = [
  {
    name: 'the extension imports the contracts and nothing else of the house',
    because: 'a window must stay thin: what it knows comes from the daemon',
    broken: files(
      (from, to) =>
        !within(from, 'extension/') || within(to, 'extension/', 'daemon/protocol/') || isPageProtocol(to),
    ),
  },
  {
    name: 'nothing but tests imports the extension',
    because: 'everything else runs without VS Code',
    broken: files((from, to) => !within(to, 'extension/') || within(from, 'extension/', 'test/')),
  },
  {
    name: 'pages import the contracts and nothing else of the house',
    because: 'they run in a browser and talk to the extension alone',
    broken: files((from, to) => !within(from, 'webview/') || within(to, 'webview/', 'daemon/protocol/')),
  },
  {
    name: 'the daemon imports nothing outside itself but its manifest',
    because: 'it serves terminals without an editor',
    broken: files((from, to) => !within(from, 'daemon/') || within(to, 'daemon/', 'package.json')),
  },
  {
    name: 'rooms of the daemon import only the rooms below them',
    because: 'main → commands → compose → server → the rest → base is the order in which the daemon is read',
    broken: files((from, to) => {
      if (!within(from, 'daemon/') || !within(to, 'daemon/')) return true;
      const [room, other] = [roomOf(from), roomOf(to)];
      if (room === other) return true;
      if (room === 'base' || room === 'protocol') return other === 'protocol';
      return [...(rooms[room] ?? []), 'domain', 'protocol', 'base'].includes(other);
    }),
  },
  {
    name: 'every room of the daemon has its place in the order',
    because: 'a room that no list names escapes every other rule',
    broken: (graph) => [
      ...new Set(
        [...graph.keys()].filter((file) => within(file, 'daemon/') && !(roomOf(file) in rooms)).map(roomOf),
      ),
    ],
  },
  {
    name: 'pure rooms reach no file, network or process',
    because: 'what decides about findings and tickets is tested without any of them',
    broken: packages(
      (from, name) => !within(from, ...pureRooms) || !name.startsWith('node:') || pureNode.includes(name),
    ),
  },
  {
    name: 'the contract needs no package and no Node',
    because: 'every client loads it, whatever it runs in',
    broken: packages((from) => !within(from, 'daemon/protocol/')),
  },
  packageStays('vscode', 'the editor is the business of the extension alone', 'extension/', 'test/host/'),
  packageStays(/^@aws-sdk\//, "the SDK's types stop at its door", 'daemon/integrations/aws/', 'test/'),
  packageStays(
    /^@(smithy|aws-crypto)\//,
    'requests are signed at one door and checked at the other',
    'daemon/integrations/aws/',
    'daemon/sandbox/aws/',
    'test/',
  ),
  packageStays('jira.js', "the SDK's types stop at its door", 'daemon/integrations/jira/', 'test/'),
  packageStays(
    'node:sqlite',
    'one room owns the store, one file the lock, one folder what was read of templates',
    'daemon/store/',
    'daemon/server/listen/lock.ts',
    'daemon/workspace/cache/',
    'test/',
  ),
  packageStays('playwright-core', 'a browser is for tests and the demo', 'test/'),
  packageStays(
    /^(vitest|mocha|@vscode\/test-electron)$/,
    'the product carries no test tools',
    'test/',
    'vitest.config.ts',
  ),
  packageStays('esbuild', 'the product is built, it does not build', 'build.ts', 'test/unit/house/'),
  {
    name: '@vscode/webview-ui-toolkit is imported in one file at most',
    because: 'it is archived: another must be able to take its place in an hour',
    broken: (graph) => {
      const users = [...graph].filter(([, imports]) =>
        imports.some((found) => found.package === '@vscode/webview-ui-toolkit'),
      );
      return users.length > 1 ? users.map(([file]) => file) : [];
    },
  },
  {
    name: 'only commands and tests know the sandbox',
    because: 'what is invented must not reach the real thing',
    broken: files(
      (from, to) =>
        !within(to, 'daemon/sandbox/') || within(from, 'daemon/sandbox/', 'daemon/commands/', 'test/'),
    ),
  },
  {
    name: 'no import cycles',
    because: 'two files that need each other are one file',
    broken: (graph) => cycles(graph).map((cycle) => cycle.join(' → ')),
  },
];

/** `webview/finding/protocol.ts`: what a page and the extension say to each other. */
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

/** Each cycle once, from the file where the walk met it. */
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
