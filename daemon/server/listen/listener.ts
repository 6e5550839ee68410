import { chmodSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { privateFolder } from '../../configuration/state-folder.ts';

/** Listens for clients at one address. */
export interface Listener {
  /** Listens again if the socket's file is gone: systems clean temporary folders. Connected clients stay connected. */
  keep(): Promise<void>;
  /** Accepts no more clients. Resolves when all have left. */
  close(): Promise<void>;
}

const isPipe = process.platform === 'win32';
/** The windows of one user, their reconnections and commands need far fewer. */
const maxClients = 512;

/**
 * @param address A Unix socket in a folder that only its owner can enter, or a named pipe. An existing file is
 * removed: the caller holds the lock, so the file belongs to a dead process.
 * @throws the system's error if the process cannot listen at the address.
 */
export async function listenAt(
  address: string,
  folder: string,
  onSocket: (socket: Socket) => void,
): Promise<Listener> {
  const left: Promise<void>[] = [];
  let server = await open();
  let identity = identityOf(address);
  let closed = false;

  async function open(): Promise<Server> {
    if (!isPipe) {
      privateFolder(folder);
      rmSync(address, { force: true });
    }
    const next = createServer(onSocket);
    next.maxConnections = maxClients;
    await new Promise<void>((resolve, reject) => {
      next.once('error', reject);
      next.listen(address, resolve);
    });
    if (!isPipe) chmodSync(address, 0o600);
    return next;
  }

  /** The server stops listening at once; its clients may stay. */
  function leave(): void {
    const leaving = server;
    left.push(new Promise((resolve) => leaving.close(() => resolve())));
  }

  return {
    async keep() {
      if (isPipe || closed || identityOf(address) === identity) return;
      leave();
      server = await open();
      identity = identityOf(address);
      if (closed) leave();
    },
    async close() {
      closed = true;
      leave();
      await Promise.all(left);
    },
  };
}

function identityOf(file: string): number | undefined {
  return isPipe ? undefined : statSync(file, { throwIfNoEntry: false })?.ino;
}
