import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createCleanup } from '../cleanup.ts';
import { installVsCode, type VsCode } from './install.ts';

export interface VsCodeOptions {
  /** A folder of installed extensions, from `installExtension`. The editor works with a copy of it. */
  readonly extensions?: string;
  /** An extension to run from its folder in every window, like F5. */
  readonly development?: string;
  /** Machine settings, in addition to those that silence VS Code. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of this process, for extensions. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The display language of extensions. VS Code's own texts stay English, because no registry has its language packs. */
  readonly locale?: 'en' | 'ja';
  /** Does not ask for trust: every workspace is in Restricted Mode. */
  readonly restricted?: boolean;
  /** A fixed port. Absent: the system chooses a free port. */
  readonly port?: number;
}

export interface RunningVsCode {
  /** `http://127.0.0.1:P`. Without the token of `windowUrl`, the server refuses every request for a file or a window. */
  readonly url: string;
  /**
   * Returns the address of a window on `folder` (or a `.code-workspace` file), or of an empty window, with the server's token. With `tests`, the window runs
   * them and reports.
   */
  windowUrl(folder: string | undefined, tests?: string): string;
  /** Adds machine settings, which open windows follow. Nothing in a window loses the focus. */
  change(settings: Readonly<Record<string, unknown>>): void;
  /** Returns the output of the server and its extension hosts, for a test that fails. */
  output(): string;
  stop(): Promise<void>;
}

const quiet = {
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'git.enabled': false,
  // Otherwise the server lists all sockets of the machine again and again.
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Starts VS Code's server with its own folders. Windows are pages that a browser opens. The server can read every file of its
 * user, so it only serves clients that know a random token: other users of the machine, and pages of other sites in the same
 * browser, can reach its port, too.
 */
export async function startVsCode(options: VsCodeOptions = {}): Promise<RunningVsCode> {
  const vsCode = await installVsCode();
  const cleanup = createCleanup();
  const home = cleanup.folder('vscode');
  const folders = [
    '--server-data-dir',
    home,
    '--user-data-dir',
    home,
    '--extensions-dir',
    path.join(home, 'extensions'),
  ];
  let settings: Readonly<Record<string, unknown>> = {
    ...quiet,
    'security.workspace.trust.enabled': options.restricted === true,
    'security.workspace.trust.startupPrompt': 'never',
    ...options.settings,
  };
  writeSettings(home, settings);
  if (options.locale === 'ja') writeLanguagePack(home);
  if (options.extensions !== undefined)
    cpSync(options.extensions, path.join(home, 'extensions'), { recursive: true });
  const token = randomBytes(32).toString('hex');
  const tokenFile = path.join(home, 'connection-token');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const child = startServer(vsCode, [...folders, '--connection-token-file', tokenFile], options);
  cleanup.add(() => end(child));
  const output: string[] = [];
  child.stderr?.on('data', (chunk) => output.push(String(chunk)));
  try {
    const port = await listeningPort(child, output);
    return {
      url: `http://127.0.0.1:${port}`,
      windowUrl: (folder, tests) =>
        windowUrl({ port, token, folder, tests, development: options.development }),
      change(changed) {
        settings = { ...settings, ...changed };
        writeSettings(home, settings);
      },
      output: () => output.join(''),
      stop: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

function writeSettings(home: string, settings: object): void {
  for (const scope of ['User', 'Machine']) {
    mkdirSync(path.join(home, scope), { recursive: true });
    writeFileSync(path.join(home, scope, 'settings.json'), JSON.stringify(settings));
  }
}

/** Writes a Japanese language pack without translations, in the form in which VS Code stores an installed pack. */
function writeLanguagePack(home: string): void {
  const translations = path.join(home, 'ja.i18n.json');
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: 'none',
    label: '日本語',
    extensions: [{ extensionIdentifier: { id: 'guardrail.no-translations' }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  writeFileSync(path.join(home, 'languagepacks.json'), JSON.stringify({ ja: pack }));
}

function startServer(
  { node, server }: VsCode,
  folders: readonly string[],
  options: VsCodeOptions,
): ChildProcess {
  const words = [
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...['--accept-server-license-terms', '--disable-telemetry'],
    ...(options.restricted ? [] : ['--disable-workspace-trust']),
    // Extensions have the environment of `options.env`, not that of an interactive shell, which takes up to a second to read.
    '--force-disable-user-env',
    // Allows an extension under development and tests to run in a window's address, and silences notifications.
    ...(options.development === undefined ? [] : ['--enable-smoke-test-driver']),
    // The extension host of a closed window ends after this number of seconds, not after three hours.
    ...['--reconnection-grace-time', '5'],
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
  ];
  return spawn(node, [server, ...folders, ...words], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // In its own process group, so that its extension hosts end with it.
    detached: true,
  });
}

async function listeningPort(child: ChildProcess, output: string[]): Promise<number> {
  if (!child.stdout) throw new Error('The server was started without a pipe.');
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      output.push(`${line}\n`);
      const port = /^Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.once('exit', (code) =>
      reject(new Error(`VS Code's server ended with ${code}:\n${output.join('')}`)),
    );
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  const late = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(late);
}

interface WindowAddress {
  readonly port: number;
  readonly token: string;
  readonly folder: string | undefined;
  readonly development: string | undefined;
  readonly tests: string | undefined;
}

/** The server exchanges the token of the first address for a cookie of the browser. */
function windowUrl({ port, token, folder, development, tests }: WindowAddress): string {
  const remote = (file: string) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = [
    ...(development === undefined ? [] : [['extensionDevelopmentPath', remote(development)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
  ];
  const query = new URLSearchParams({
    tkn: token,
    ...openedBy(folder),
    ...(payload.length > 0 && { payload: JSON.stringify(payload) }),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** Returns the part of an address that says what the window opens. */
function openedBy(folder: string | undefined): Record<string, string> {
  if (folder === undefined) return { ew: 'true' };
  return folder.endsWith('.code-workspace') ? { workspace: folder } : { folder };
}
