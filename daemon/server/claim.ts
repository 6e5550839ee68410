import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Place } from '#protocol/place.ts';
import { Problem } from '../base/problem.ts';
import { folderUnusable, privateFolder } from '../base/state-folder.ts';

/** The right to be this user's daemon, and the door that comes with it. */
export interface Claim {
  /** What a client must show in its handshake; new at each claim. */
  readonly token: string;
  /** Lets nobody in any more; resolves when everybody has left. The state folder stays claimed. */
  closeDoor(): Promise<void>;
  /** Gives the state folder back. */
  release(): void;
}

/**
 * Takes the state folder for this process and opens the door. An exclusive lock on a SQLite file decides between
 * processes that start at once: the operating system gives it back when its holder dies, however it dies, so a dead
 * daemon's socket can be removed without a guess.
 * @param onSocket Never called before the caller's code that follows `await claim(…)` has run up to its next `await`.
 * @throws Problem `daemon-running` where another process holds it, `folder-unsafe`, `folder-unusable`.
 */
export async function claim(place: Place, onSocket: (socket: Socket) => void): Promise<Claim> {
  privateFolder(place.stateDir);
  if (process.platform !== 'win32') privateFolder(place.socketDir);
  const lock = lockFile(place.stateDir);
  const token = randomBytes(32).toString('hex');
  const server = createServer(onSocket);
  try {
    if (process.platform !== 'win32') rmSync(place.socket, { force: true });
    writeFileSync(place.tokenFile, token, { mode: 0o600 });
    chmodSync(place.tokenFile, 0o600);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(place.socket, resolve);
    });
    if (process.platform !== 'win32') chmodSync(place.socket, 0o600);
  } catch (error) {
    server.close();
    lock.close();
    throw folderUnusable(place.socketDir, error);
  }
  return {
    token,
    closeDoor: () => new Promise((resolve) => server.close(() => resolve())),
    release() {
      rmSync(place.tokenFile, { force: true });
      lock.close();
    },
  };
}

function lockFile(stateDir: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(path.join(stateDir, 'claim.lock'));
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    const held = (error as { errcode?: number }).errcode === sqliteBusy;
    throw held ? daemonRunning(error) : folderUnusable(stateDir, error);
  }
}

/** SQLite's result code for a lock that another process holds. */
const sqliteBusy = 5;

function daemonRunning(cause: unknown): Problem {
  return new Problem(
    'daemon-running',
    { en: 'A Guardrail daemon is already running.', ja: 'Guardrail デーモンはすでに起動しています。' },
    {
      en: 'Use it, or end it with "guardrail daemon --stop".',
      ja: 'それを使うか、"guardrail daemon --stop" で終了してください。',
    },
    cause,
  );
}
