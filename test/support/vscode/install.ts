import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../../..');

/** A VS Code that does not need a desktop: the server of `code-server`, and the version of Node that it requires. */
export interface VsCode {
  readonly node: string;
  readonly server: string;
}

/** The packages of one version of VS Code. */
interface Packages {
  /** Folder of the installation. */
  readonly home: string;
  /** Changes whenever the installation has to be made again. */
  readonly stamp: string;
  /** Writes the files of `home` that name the packages, and installs them. */
  install(): Promise<void>;
}

const lock = path.join(root, 'test/host/vscode');

/**
 * Installs VS Code below `.cache`, once for each version: the one of `test/host/vscode/package-lock.json`, or the one that
 * GUARDRAIL_VSCODE names (`1.110.0`). Install scripts do not run: without its native parts, the server prints warnings but works.
 */
export function installVsCode(): Promise<VsCode> {
  installing ??= install();
  return installing;
}

let installing: Promise<VsCode> | undefined;

async function install(): Promise<VsCode> {
  const chosen = process.env.GUARDRAIL_VSCODE;
  const { home, stamp, install: installPackages } = chosen ? packagesOf(chosen) : lockedPackages();
  const inner = path.join(home, 'node_modules/code-server/lib/vscode');
  // Written last, so that an interrupted install does not count as complete.
  const installed = path.join(home, 'installed.json');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== stamp) {
    console.log(`Installing VS Code ${chosen ?? ''} for the tests (once, about 600 MB) …`);
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    await installPackages();
    // Its lock file lists more packages than its package.json, which `npm ci` refuses.
    await npm(inner, ['install', '--omit=dev', '--no-save']);
    writeFileSync(installed, stamp);
  }
  const node = path.join(home, 'node_modules/.bin/node');
  return { node: existsSync(node) ? node : process.execPath, server: path.join(inner, 'out/server-main.js') };
}

function lockedPackages(): Packages {
  const home = path.join(root, '.cache/vscode-host');
  return {
    home,
    stamp: readFileSync(path.join(lock, 'package-lock.json'), 'utf8'),
    async install() {
      for (const file of ['package.json', 'package-lock.json'])
        cpSync(path.join(lock, file), path.join(home, file));
      await npm(home, ['ci']);
    },
  };
}

/**
 * Returns the packages of another version, with the version of Node that its `code-server` requires.
 * @param version Of VS Code: `code-server` 4.110.0 has VS Code 1.110.0.
 * @throws Error if it is not the full number of a version.
 */
function packagesOf(version: string): Packages {
  const minor = /^1\.(\d+\.\d+)$/.exec(version)?.[1];
  if (minor === undefined)
    throw new Error(`GUARDRAIL_VSCODE names a version like 1.110.0, not ${JSON.stringify(version)}.`);
  const codeServer = `code-server@4.${minor}`;
  const home = path.join(root, `.cache/vscode-host-${version}`);
  return {
    home,
    stamp: codeServer,
    async install() {
      const { stdout } = await run('npm', ['view', codeServer, 'engines.node'], { cwd: home });
      const { optionalDependencies } = JSON.parse(readFileSync(path.join(lock, 'package.json'), 'utf8'));
      const nodes = Object.keys(optionalDependencies).map((name) => [name, stdout.trim()]);
      const manifest = { private: true, optionalDependencies: Object.fromEntries(nodes) };
      writeFileSync(path.join(home, 'package.json'), JSON.stringify(manifest));
      await npm(home, ['install', codeServer]);
    },
  };
}

async function npm(cwd: string, words: readonly string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', [...words, ...flags], {
    cwd,
    env: environmentOfAnotherProject(),
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Returns the environment without the variables of an npm script, with which npm would install that script's project. */
function environmentOfAnotherProject(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name),
  );
  return Object.fromEntries(own);
}
