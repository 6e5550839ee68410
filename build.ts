/**
 * Bundles everything that runs into `dist/`: `node build.ts [NAME...]`. Names select some of the bundles.
 * Node bundles are CommonJS because libraries inside them call `require` at run time. The program is in ES modules, with a
 * `require` of its own, because only those can be divided: a command that finds a daemon does not load what the daemon needs.
 */
import { chmodSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

const root = import.meta.dirname;
const dist = path.join(root, 'dist');

/** Runs before everything else, in syntax that the oldest Node can read. */
const nodeCheck =
  inAscii(`(function(){var v=process.versions.node.split('.');if(v[0]>22||v[0]==22&&v[1]>=13)return;
var ja=/^ja/.test(process.env.LC_ALL||process.env.LC_MESSAGES||process.env.LANG||'');
process.stderr.write(ja?'guardrail: Node.js 22.13 以降が必要です（現在は '+process.versions.node+'）。GUARDRAIL_NODE で新しい Node.js を指定してください。\\n'
:'guardrail: needs Node.js 22.13 or later, this is '+process.versions.node+'. Name a newer one with GUARDRAIL_NODE.\\n');process.exit(1)})();`);

function inAscii(code: string): string {
  return code.replace(
    /[^ -~\n]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const node: BuildOptions = {
  platform: 'node',
  // Of packages that have both, the ES module: esbuild leaves out what is not used of it.
  mainFields: ['module', 'main'],
  target: 'node22',
  format: 'cjs',
  // Sources use the ES module names of their folder and file. CommonJS has other names.
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
};
/**
 * Leaves out code that these packages load and Guardrail never runs: zod's messages in 50 languages (194 kB),
 * and everything in undici except the agent that goes through a proxy, its pool of connections and the method
 * with which it opens its tunnel (300 kB).
 */
const trim: Plugin = {
  name: 'trim',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: `export { default as en } from './en.js';`,
    }));
    onLoad({ filter: /[\\/]undici[\\/]index\.js$/ }, () => ({
      contents: `exports.EnvHttpProxyAgent = require('./lib/dispatcher/env-http-proxy-agent');
exports.Pool = require('./lib/dispatcher/pool');
exports.setGlobalDispatcher = require('./lib/global').setGlobalDispatcher;
require('./lib/dispatcher/dispatcher').prototype.connect = require('./lib/api/api-connect');`,
    }));
  },
};

/** A source that is imported dynamically is the bundle of its name, which is loaded when it is needed. */
const apart: Plugin = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' ? { path: file.replace(/\.ts$/, '.cjs'), external: true } : undefined,
    );
  },
};

/**
 * Requires VS Code's API once a bundle. For each `require('vscode')`, the extension host finds out which extension asks, with a look at
 * every folder of its path: 159 of them cost 8 ms of the activation. The language client also copies the whole API, 53 times.
 */
const oneApi: Plugin = {
  name: 'one-api',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace, path: name, kind }) =>
      namespace === 'one-api' ? { path: name, external: true } : { path: kind, namespace: 'one-api' },
    );
    onLoad({ filter: /^import-statement$/, namespace: 'one-api' }, () => ({
      contents: `export const { ${importedFromVsCode().join(', ')} } = require('vscode');`,
    }));
    onLoad({ filter: /^require-call$/, namespace: 'one-api' }, () => ({
      contents: `module.exports = { __esModule: true, ...require('vscode') };`,
    }));
  },
};

/** Returns the names, of values and of types, that sources import from VS Code's API. */
function importedFromVsCode(): string[] {
  const sources = globSync('extension/**/*.ts', { cwd: root }).map((file) =>
    readFileSync(path.join(root, file), 'utf8'),
  );
  const lists = sources.flatMap(
    (source) => /^import (?:type )?\{([^}]*)\} from 'vscode';/m.exec(source)?.[1] ?? [],
  );
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.trim().replace(/^type /, ''));
  return [...new Set(names)].filter((name) => name !== '').sort();
}

/** The module of the program, as `daemon/main.ts` imports it. */
const programEntry = './commands/run-process.ts';

/** The entry, which any Node can read, loads the program after it has checked the version. */
const program: Plugin = {
  name: 'program',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' && file === programEntry
        ? { path: './program/run.mjs', external: true }
        : undefined,
    );
  },
};

const bundles: Readonly<Record<string, BuildOptions>> = {
  daemon: {
    ...node,
    entryPoints: {
      guardrail: 'daemon/main.ts',
      'templates-worker': 'daemon/workspace/worker/thread/main.ts',
      sandbox: 'daemon/sandbox/sandbox.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    minify: true,
    banner: { js: nodeCheck },
    plugins: [trim, program],
  },
  // Each part that is imported dynamically is a file, with what several need in files of their own.
  program: {
    ...node,
    entryPoints: { run: path.join('daemon', programEntry) },
    outdir: 'dist/program',
    outExtension: { '.js': '.mjs' },
    minify: true,
    format: 'esm',
    define: {},
    splitting: true,
    chunkNames: '[name]-[hash]',
    banner: {
      js: `import{createRequire as $require}from'node:module';const require=$require(import.meta.url);`,
    },
  },
  extension: {
    ...node,
    entryPoints: {
      extension: 'extension/main.ts',
      'language-library': 'extension/daemon/language-library.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    minify: true,
    // An extension host intercepts `require('vscode')` alone.
    supported: { 'dynamic-import': false },
    plugins: [trim, apart, oneApi],
  },
  // A page is a folder: `webview/NAME/main.ts` and `NAME.css` become `dist/webview/NAME.js` and `NAME.css`.
  webview: {
    entryPoints: globSync('webview/*/main.ts', { cwd: root }).flatMap((main) => {
      const page = path.basename(path.dirname(main));
      return [main, `webview/${page}/${page}.css`].map((file) => ({ in: file, out: page }));
    }),
    outdir: 'dist/webview',
    platform: 'browser',
    target: 'chrome140',
    format: 'iife',
    minify: true,
  },
  host: {
    ...node,
    entryPoints: globSync('test/host/*/{index,*.test}.ts', { cwd: root }),
    outbase: 'test/host',
    outdir: 'dist/test/host',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
  },
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in bundles));
if (unknown.length > 0)
  throw new Error(`No bundle ${unknown}. There are ${Object.keys(bundles).join(', ')}.`);
if (names.length === 0) rmSync(dist, { recursive: true, force: true });
// Names of its files change with their content.
if (names.includes('program')) rmSync(path.join(dist, 'program'), { recursive: true, force: true });
const chosen = Object.entries(bundles).filter(([name]) => names.length === 0 || names.includes(name));
const built = new Map(
  await Promise.all(chosen.map(async ([name, options]) => [name, await bundle(options)] as const)),
);
writeLaunchers();
writeExtensionPage();
if (names.length === 0) {
  writeNotices(['daemon', 'program', 'extension', 'webview'].flatMap((name) => built.get(name) ?? []));
  write('.cache/meta.json', JSON.stringify(Object.fromEntries(built)));
}
printSizes();

async function bundle(options: BuildOptions): Promise<Metafile> {
  const { metafile, warnings } = await build({
    // V8 reads a text of ASCII alone a quarter faster, and keeps it in half the memory.
    charset: 'ascii',
    // Written next to the bundles, for debugging a checkout. The bundles do not name them and the package
    // does not contain them.
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [trim],
    ...options,
    absWorkingDir: root,
    bundle: true,
    metafile: true,
  });
  // `import.meta` in a CommonJS bundle is only a warning here, but a crash on a user's machine.
  if (warnings.length > 0) throw new Error('A warning fails the build.');
  return metafile;
}

/**
 * Writes `dist/bin/guardrail`, for the PATH of a terminal. VS Code's own runtime is Electron, which an
 * environment variable makes run as Node.
 */
function writeLaunchers(): void {
  const sh = `#!/bin/sh
self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
here=$(CDPATH= cd -P "$(dirname "$self")" && pwd) || exit 1
if [ -n "\${GUARDRAIL_NODE:-}" ]; then
  export ELECTRON_RUN_AS_NODE=1
elif ! command -v node >/dev/null; then
  echo 'guardrail: needs Node.js 22.13 or later. Install it, or name one with GUARDRAIL_NODE.' >&2
  exit 1
fi
exec "\${GUARDRAIL_NODE:-node}" "$here/../guardrail.cjs" "$@"
`;
  // Windows looks for a program in the current folder first, which may be a cloned repository. Here only PATH counts.
  const cmd = `@echo off
setlocal
if defined GUARDRAIL_NODE (set "ELECTRON_RUN_AS_NODE=1") else (for %%I in (node.exe) do set "GUARDRAIL_NODE=%%~$PATH:I")
if not defined GUARDRAIL_NODE (
  echo guardrail: needs Node.js 22.13 or later. Install it, or name one with GUARDRAIL_NODE. 1>&2
  exit /b 1
)
"%GUARDRAIL_NODE%" "%~dp0..\\guardrail.cjs" %*
`;
  write('dist/bin/guardrail', sh);
  write('dist/bin/guardrail.cmd', cmd.replaceAll('\n', '\r\n'));
  chmodSync(path.join(dist, 'bin/guardrail'), 0o755);
}

/**
 * Writes the page that VS Code shows for the extension. VS Code loads pictures of such a page by https alone. If
 * GUARDRAIL_PICTURES_URL is the address of `docs/images` where the project is published, the page shows them. Otherwise
 * they are left out, and the page has only its drawing.
 */
function writeExtensionPage(): void {
  const pictures = process.env.GUARDRAIL_PICTURES_URL?.replace(/\/$/, '');
  const page = readFileSync(path.join(root, 'extension/README.md'), 'utf8').replace(
    /!\[([^\]]*)\]\(\.\.\/docs\/images\/([\w-]+\.png)\)\n\n/g,
    (_, text, name) => (pictures?.startsWith('https://') ? `![${text}](${pictures}/${name})\n\n` : ''),
  );
  write('dist/README.md', page);
}

/** Writes the licenses of the bundled packages, which require that. */
function writeNotices(metafiles: readonly Metafile[]): void {
  const inside = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(
    inside.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const notices = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
    );
    const [file] = globSync('{licen[sc]e,LICEN[SC]E,License}*', { cwd: path.join(root, folder) });
    const text =
      file === undefined ? `License: ${license}` : readFileSync(path.join(root, folder, file), 'utf8');
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  write('dist/THIRD-PARTY-NOTICES.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}

function printSizes(): void {
  const sizes = new Map<string, number>();
  for (const { outputs } of built.values()) {
    for (const [file, { bytes }] of Object.entries(outputs)) {
      const name = file.startsWith('dist/program/') ? 'dist/program' : file;
      if (!file.endsWith('.map')) sizes.set(name, (sizes.get(name) ?? 0) + bytes);
    }
  }
  for (const [name, bytes] of sizes)
    console.log(`${name.padEnd(40)} ${(bytes / 1024).toFixed(0).padStart(6)} kB`);
}

function write(file: string, text: string): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
