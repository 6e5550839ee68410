import { createHmac, randomBytes } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { SocketMessageReader, SocketMessageWriter } from 'vscode-languageclient/node';
import { addressesOf, type DaemonPaths, parseDaemonRecord } from '#protocol/daemon-paths.ts';
import { proofText, proveDaemon } from '#protocol/handshake.ts';

/** How long what listens may take to show that it is the daemon. In ms. */
const proofTimeoutMs = 10_000;

/**
 * Resolves to a socket to the daemon, which has shown that it knows the token, or to `undefined`: nothing listens, or
 * what listens is not this user's daemon or does not answer. Only folders that other users cannot enter are looked into.
 */
export async function connectToDaemon(place: DaemonPaths): Promise<Socket | undefined> {
  if (!isPrivate(place.stateDir)) return undefined;
  const record = parseDaemonRecord(textOf(place.recordFile) ?? '');
  for (const address of addressesOf(place, record)) {
    if (process.platform !== 'win32' && !isPrivate(path.dirname(address))) continue;
    const socket = await open(address);
    const token = textOf(place.tokenFile);
    if (socket && token !== undefined && (await proves(socket, token))) return socket;
    socket?.destroy();
  }
  return undefined;
}

/** Another user who could make the folder could listen in it. A daemon that is started says what is wrong. */
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
    // It stays: an error before the client listens would end the extension host. The close that follows is noticed.
    socket.on('error', () => resolve(undefined));
    socket.once('connect', () => resolve(socket));
  });
}

/** One message each way, before the language client takes the socket and sends the handshake with its secrets. */
async function proves(socket: Socket, token: string): Promise<boolean> {
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
