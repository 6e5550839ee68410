import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { env, l10n, workspace } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { daemonRuntimeEnvironment, daemonRuntimeOptions } from '#protocol/daemon-runtime.ts';
import { textSetting, textsSetting } from '../settings/read-setting.ts';
import { connectToDaemon } from './reach.ts';

/** Longer than a daemon needs to notice that another one has the state folder locked and does not answer. */
const startTimeoutMs = 25_000;
const attemptIntervalMs = 150;
/** The wait after a daemon that this window started has ended: another window's daemon may listen soon. */
const otherDaemonTimeoutMs = 2_000;

/** How to start the daemon that belongs to a window. */
export interface DaemonProgram {
  readonly extensionPath: string;
  /** Options of `guardrail daemon`: `--sample` starts the one that serves the sample organization. */
  readonly options: readonly string[];
}

/**
 * Resolves to a socket to the daemon. If none listens, starts one, which outlives this window.
 * @throws Error for the user, with the next step: the daemon's own line if it reported why it could not start.
 */
export async function reachDaemon(paths: DaemonPaths, daemonProgram: DaemonProgram): Promise<Socket> {
  const known = await connectToDaemon(paths);
  if (known) return known;
  const daemon = startDaemon(daemonProgram);
  try {
    for (let end = Date.now() + startTimeoutMs; Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, attemptIntervalMs));
      const socket = await connectToDaemon(paths);
      if (socket) return socket;
      if (daemon.hasEnded()) end = Math.min(end, Date.now() + otherDaemonTimeoutMs);
    }
  } finally {
    daemon.detach();
  }
  throw new Error(
    daemon.failure() ||
      l10n.t(
        'The Guardrail daemon did not start. Run "Guardrail: Show Log" to see why, then "Guardrail: Restart Daemon".',
      ),
  );
}

/** Uses the editor's own runtime: Node in a remote host, Electron that runs as Node on a desktop. */
function spawnDaemon({ extensionPath, options }: DaemonProgram, ...more: string[]) {
  const program = path.join(extensionPath, 'dist', 'guardrail.cjs');
  return spawn(process.execPath, [...daemonRuntimeOptions, program, 'daemon', ...options, ...more], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    env: {
      ...daemonRuntimeEnvironment,
      ...process.env,
      ...networkOfEditor(),
      ...languageOfEditor(),
      ELECTRON_RUN_AS_NODE: '1',
    },
  });
}

/** Ends a daemon that this window cannot reach. Resolves when the command has finished, even if it failed. */
export async function endDaemon(program: DaemonProgram): Promise<void> {
  const child = spawnDaemon(program, '--stop');
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

function startDaemon(program: DaemonProgram) {
  const child = spawnDaemon(program);
  let stderr = '';
  let ended = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', (error) => {
    ended = true;
    stderr = error.message;
  });
  child.unref();
  return {
    hasEnded: () => ended,
    /** Returns the one line that the program writes if it fails, without its own name. */
    failure: () => (ended ? stderr.trim().replace(/^guardrail: /, '') : ''),
    /** Releases the process: from now on the daemon and this window do not keep each other alive. */
    detach: () => child.stderr.destroy(),
  };
}

/** The language of the daemon's messages before a session sets its own. */
function languageOfEditor(): Record<string, string> {
  return { LC_MESSAGES: env.language.startsWith('ja') ? 'ja_JP.UTF-8' : 'en_US.UTF-8' };
}

/** Returns the editor's proxy, unless the environment names one, and its trust in the system's certificates. */
function networkOfEditor(): Record<string, string> {
  const http = workspace.getConfiguration('http');
  const proxy = textSetting(http, 'proxy');
  const environment =
    process.env.HTTPS_PROXY ?? process.env.https_proxy ?? process.env.HTTP_PROXY ?? process.env.http_proxy;
  const noProxy = textsSetting(http, 'noProxy').join(',');
  return {
    ...(proxy !== '' &&
      environment === undefined && { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, GUARDRAIL_PROXY_OF_EDITOR: '1' }),
    ...(noProxy !== '' && process.env.NO_PROXY === undefined && { NO_PROXY: noProxy }),
    ...(http.get<boolean>('systemCertificates') !== false && { GUARDRAIL_USE_SYSTEM_CA: '1' }),
  };
}
