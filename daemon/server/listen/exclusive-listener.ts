import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import type { DaemonPaths, DaemonRecord } from '#protocol/daemon-paths.ts';
import { privateFolder } from '../../configuration/state-folder.ts';
import { type Listener, listenAt } from './listener.ts';
import { type Lock, takeLock, unusable } from './lock.ts';

/** The listener of this user's only daemon, with the lock on the state folder. */
export interface ExclusiveListener {
  /** Every client must send it in its handshake. Each listener has a new one. */
  readonly token: string;
  /** Accepts no more clients; resolves when all have left. The state folder stays locked. */
  close(): Promise<void>;
  /** Unlocks the state folder. */
  unlock(): void;
}

export interface ListenerHost {
  /** Called only after the caller's code that follows `await listenExclusively(…)` has run up to its next `await`. */
  onSocket(socket: Socket): void;
  /** The state folder was removed: another process may have locked a new one, so this one must stop writing. */
  onLost(): void;
  /** The socket was removed and could not be created again. The listener tries again. */
  onFailed(error: unknown): void;
}

/** How often the files that clients need are checked. */
const checkIntervalMs = 1_000;

/**
 * Locks the state folder for this process and listens. While it listens, it creates the socket, the token and the record
 * again if they are removed, so that clients can always reach a running daemon.
 * @throws Problem `daemon-running` if another process has the lock, `folder-unsafe`, `folder-unusable`.
 */
export async function listenExclusively(
  paths: DaemonPaths,
  { onSocket, onLost, onFailed }: ListenerHost,
): Promise<ExclusiveListener> {
  privateFolder(paths.stateDir);
  if (process.platform !== 'win32') privateFolder(paths.socketDir);
  const lock = takeLock(paths.stateDir);
  const token = randomBytes(32).toString('hex');
  const record: DaemonRecord = { pid: process.pid, socket: paths.socket, host: hostname() };
  const files: readonly [string, string][] = [
    [paths.tokenFile, token],
    [paths.recordFile, JSON.stringify(record)],
  ];
  const listener = await open(paths, files, lock, onSocket);

  const watch = setInterval(() => {
    if (!lock.isInPlace()) {
      clearInterval(watch);
      onLost();
      return;
    }
    try {
      for (const [file, text] of files) if (!existsSync(file)) writePrivate(file, text);
      listener.keep().catch(onFailed);
    } catch (error) {
      onFailed(error);
    }
  }, checkIntervalMs);
  watch.unref();

  return {
    token,
    close() {
      clearInterval(watch);
      return listener.close();
    },
    unlock() {
      clearInterval(watch);
      if (lock.isInPlace()) for (const [file] of files) rmSync(file, { force: true });
      lock.release();
    },
  };
}

async function open(
  paths: DaemonPaths,
  files: readonly [string, string][],
  lock: Lock,
  onSocket: (socket: Socket) => void,
): Promise<Listener> {
  let current = paths.socket;
  try {
    for (const [file, text] of files) {
      current = file;
      writePrivate(file, text);
    }
    current = paths.socket;
    return await listenAt(paths.socket, paths.socketDir, onSocket);
  } catch (error) {
    lock.release();
    throw unusable(current, error);
  }
}

function writePrivate(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}
