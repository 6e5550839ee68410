import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { l10n, workspace } from 'vscode';
import type { Place } from '#protocol/place.ts';

const patience = 10_000;
const pause = 150;

/**
 * A socket to the daemon; where none listens, one is started and given some seconds. It outlives this window.
 * @throws Error for a person, with the next step.
 */
export async function reachDaemon(place: Place, extensionPath: string): Promise<Socket> {
  const known = await tryConnect(place.socket);
  if (known) return known;
  startDaemon(extensionPath);
  for (const end = Date.now() + patience; Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const socket = await tryConnect(place.socket);
    if (socket) return socket;
  }
  throw new Error(
    l10n.t(
      'The Guardrail daemon did not start. Run "Guardrail: Show Log" to see why, then "Guardrail: Restart Daemon".',
    ),
  );
}

function tryConnect(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', () => resolve(undefined));
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

/** With the editor's own runtime: Node in a remote host, Electron told to be Node on a desktop. */
function startDaemon(extensionPath: string): void {
  const child = spawn(process.execPath, [path.join(extensionPath, 'dist', 'guardrail.cjs'), 'daemon'], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    env: { ...process.env, ...networkOfEditor(), ELECTRON_RUN_AS_NODE: '1' },
  });
  child.on('error', () => {
    // The missing socket tells it: `reachDaemon` gives up with a message.
  });
  child.unref();
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
