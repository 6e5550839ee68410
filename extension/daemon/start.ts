import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { env, l10n, workspace } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { connectToDaemon } from './reach.ts';

/** Longer than a daemon takes to find that another one holds the state folder and does not answer. */
const patience = 25_000;
const pause = 150;
/** After a daemon that was started here has ended: another window's may be about to listen. */
const grace = 2_000;

/**
 * A socket to the daemon; where none listens, one is started and given some seconds. It outlives this window.
 * @throws Error for a person, with the next step: the daemon's own line where it said why it could not start.
 */
export async function reachDaemon(place: DaemonPaths, extensionPath: string): Promise<Socket> {
  const known = await connectToDaemon(place);
  if (known) return known;
  const daemon = startDaemon(extensionPath);
  try {
    for (let end = Date.now() + patience; Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const socket = await connectToDaemon(place);
      if (socket) return socket;
      if (daemon.hasEnded()) end = Math.min(end, Date.now() + grace);
    }
  } finally {
    daemon.leave();
  }
  throw new Error(
    daemon.lastWords() ||
      l10n.t(
        'The Guardrail daemon did not start. Run "Guardrail: Show Log" to see why, then "Guardrail: Restart Daemon".',
      ),
  );
}

/** With the editor's own runtime: Node in a remote host, Electron told to be Node on a desktop. */
function spawnDaemon(extensionPath: string, ...words: string[]) {
  const program = path.join(extensionPath, 'dist', 'guardrail.cjs');
  return spawn(process.execPath, [program, 'daemon', ...words], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    env: { ...process.env, ...networkOfEditor(), ...languageOfEditor(), ELECTRON_RUN_AS_NODE: '1' },
  });
}

/** Ends a daemon that this window cannot reach. Resolves when it has ended, or said that it cannot be. */
export async function endDaemon(extensionPath: string): Promise<void> {
  const child = spawnDaemon(extensionPath, '--stop');
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

function startDaemon(extensionPath: string) {
  const child = spawnDaemon(extensionPath);
  let words = '';
  let ended = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words += text;
  });
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', (error) => {
    ended = true;
    words = error.message;
  });
  child.unref();
  return {
    hasEnded: () => ended,
    /** The one line that the program says when it fails, without its own name. */
    lastWords: () => (ended ? words.trim().replace(/^guardrail: /, '') : ''),
    /** It lives on by itself: nothing of this window keeps it, or is kept by it. */
    leave: () => child.stderr.destroy(),
  };
}

/** For what the daemon says before any session has told it its reader's language. */
function languageOfEditor(): Record<string, string> {
  return { LC_MESSAGES: env.language.startsWith('ja') ? 'ja_JP.UTF-8' : 'en_US.UTF-8' };
}

/** The editor's proxy, unless the environment names one, and its trust in the system's certificates. */
function networkOfEditor(): Record<string, string> {
  const http = workspace.getConfiguration('http');
  const proxy = http.get<string>('proxy') ?? '';
  const environment =
    process.env.HTTPS_PROXY ?? process.env.https_proxy ?? process.env.HTTP_PROXY ?? process.env.http_proxy;
  const noProxy = (http.get<string[]>('noProxy') ?? []).join(',');
  return {
    ...(proxy !== '' && environment === undefined && { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }),
    ...(noProxy !== '' && process.env.NO_PROXY === undefined && { NO_PROXY: noProxy }),
    ...(http.get<boolean>('systemCertificates') !== false && { GUARDRAIL_USE_SYSTEM_CA: '1' }),
  };
}
