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

/**
 * Installs the packages of `test/host/vscode/package-lock.json` into `.cache/vscode-host`, once for each lock file.
 * Install scripts do not run: without its native parts, the server prints warnings but works.
 */
export async function installVsCode(): Promise<VsCode> {
  const lock = path.join(root, 'test/host/vscode');
  const home = path.join(root, '.cache/vscode-host');
  const inner = path.join(home, 'node_modules/code-server/lib/vscode');
  const wanted = readFileSync(path.join(lock, 'package-lock.json'), 'utf8');
  // Written last, so that an interrupted install does not count as complete.
  const stamp = path.join(home, 'installed.json');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    console.log('Installing VS Code for the tests (once, about 600 MB) …');
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(path.join(lock, file), path.join(home, file));
    await npm(home, ['ci']);
    // Its lock file lists more packages than its package.json, which `npm ci` refuses.
    await npm(inner, ['install', '--omit=dev', '--no-save']);
    writeFileSync(stamp, wanted);
  }
  const node = path.join(home, 'node_modules/.bin/node');
  return { node: existsSync(node) ? node : process.execPath, server: path.join(inner, 'out/server-main.js') };
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
