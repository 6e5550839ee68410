import { createHmac, randomBytes } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { addressesOf, type DaemonPaths, parseDaemonRecord } from '#protocol/daemon-paths.ts';
import { proofText, proveDaemon } from '#protocol/handshake.ts';
import { loadLanguageLibrary } from './load-language-library.ts';

/** The listener must prove within this time that it is the daemon. */
const proofTimeoutMs = 10_000;

/**
 * Resolves to a socket to the daemon, which has proved that it knows the token. Resolves to `undefined` if nothing listens,
 * or if the listener is not this user's daemon or does not answer. Reads only folders that other users cannot enter.
 */
export async function connectToDaemon(paths: DaemonPaths): Promise<Socket | undefined> {
  if (!isPrivate(paths.stateDir)) return undefined;
  const record = parseDaemonRecord(textOf(paths.recordFile) ?? '');
  for (const address of addressesOf(paths, record)) {
    if (process.platform !== 'win32' && !isPrivate(path.dirname(address))) continue;
    const opening = open(address);
    // Loaded while the system connects: almost always the daemon listens. Not at once: the editor waits for the activation.
    const library = setImmediate().then(loadLanguageLibrary);
    const socket = await opening;
    const token = textOf(paths.tokenFile);
    if (socket && token !== undefined && (await proves(socket, token, await library))) return socket;
    socket?.destroy();
  }
  return undefined;
}

/** Checks the folder: a user who could create it could listen in it. A daemon that starts reports what is wrong. */
function isPrivate(folder: string): boolean {
  if (process.platform === 'win32') return true;
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function open(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    // This handler stays: an error before the client listens would end the extension host. The close event is handled.
    socket.on('error', () => resolve(undefined));
    socket.once('connect', () => resolve(socket));
  });
}

/** Sends one message and reads one, before the language client sends its handshake, which has secrets. */
async function proves(
  socket: Socket,
  token: string,
  { SocketMessageReader, SocketMessageWriter }: Awaited<ReturnType<typeof loadLanguageLibrary>>,
): Promise<boolean> {
  const nonce = randomBytes(32).toString('hex');
  const expected = createHmac('sha256', token).update(proofText(nonce)).digest('hex');
  const answered = Promise.withResolvers<unknown>();
  const timer = setTimeout(() => answered.resolve(undefined), proofTimeoutMs);
  socket.once('close', answered.resolve);
  const listening = new SocketMessageReader(socket).listen(answered.resolve);
  const request = { jsonrpc: '2.0', id: 0, method: proveDaemon.method, params: { nonce } };
  await new SocketMessageWriter(socket).write(request).catch(answered.resolve);
  const answer = (await answered.promise) as { result?: { proof?: unknown } } | undefined;
  clearTimeout(timer);
  listening.dispose();
  socket.off('close', answered.resolve);
  return answer?.result?.proof === expected;
}
