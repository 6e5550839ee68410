import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { DaemonPaths, DaemonRecord } from '#protocol/daemon-paths.ts';
import { privateFolder } from '../../configuration/state-folder.ts';
import { type Listener, listenAt } from './listener.ts';
import { type Lock, takeLock, unusable } from './lock.ts';

/** The right to be this user's daemon, and the door that comes with it. */
export interface Claim {
  /** What a client must show in its handshake; new at each claim. */
  readonly token: string;
  /** Lets nobody in any more; resolves when everybody has left. The state folder stays claimed. */
  closeDoor(): Promise<void>;
  /** Gives the state folder back. */
  release(): void;
}

export interface ClaimHost {
  /** Never called before the caller's code that follows `await claim(…)` has run up to its next `await`. */
  onSocket(socket: Socket): void;
  /** The state folder was removed: another process may hold a new one, so this one must write nothing any more. */
  onLost(): void;
  /** The door could not be opened again after it was removed. It is tried again. */
  onFailed(error: unknown): void;
}

/** How often the files that clients need are looked for. In ms. */
const lookEvery = 1_000;

/**
 * Takes the state folder for this process and opens the door. While it is held, the socket, the token and the record of
 * both are made again if they are removed: a daemon that lives can be reached.
 * @throws Problem `daemon-running` where another process holds it, `folder-unsafe`, `folder-unusable`.
 */
export async function claim(place: DaemonPaths, { onSocket, onLost, onFailed }: ClaimHost): Promise<Claim> {
  privateFolder(place.stateDir);
  if (process.platform !== 'win32') privateFolder(place.socketDir);
  const lock = takeLock(place.stateDir);
  const token = randomBytes(32).toString('hex');
  const record: DaemonRecord = { pid: process.pid, socket: place.socket };
  const files: readonly [string, string][] = [
    [place.tokenFile, token],
    [place.recordFile, JSON.stringify(record)],
  ];
  const listener = await open(place, files, lock, onSocket);

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
  }, lookEvery);
  watch.unref();

  return {
    token,
    closeDoor() {
      clearInterval(watch);
      return listener.close();
    },
    release() {
      clearInterval(watch);
      if (lock.isInPlace()) for (const [file] of files) rmSync(file, { force: true });
      lock.release();
    },
  };
}

async function open(
  place: DaemonPaths,
  files: readonly [string, string][],
  lock: Lock,
  onSocket: (socket: Socket) => void,
): Promise<Listener> {
  try {
    for (const [file, text] of files) writePrivate(file, text);
    return await listenAt(place.socket, place.socketDir, onSocket);
  } catch (error) {
    lock.release();
    throw unusable(place.socket, error);
  }
}

function writePrivate(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}
