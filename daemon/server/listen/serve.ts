import type { Socket } from 'node:net';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { Log } from '../../base/log.ts';
import type { Configuration } from '../../configuration/configuration.ts';
import type { WindowPolicy } from '../../configuration/window-policy.ts';
import type { SyncRuns } from '../../sync/schedule.ts';
import type { SessionHost } from '../session/session.ts';
import { listenExclusively } from './exclusive-listener.ts';
import { requireSame } from './handshake.ts';

/** The daemon that clients are connected to. */
export interface ServedDaemon {
  configuration(): Configuration;
  readonly windows: Pick<WindowPolicy, 'configure' | 'left' | 'signOut'>;
  readonly runs: Pick<SyncRuns, 'repeat' | 'inBackground' | 'pause'>;
  /** Serves one client until either side closes the socket. */
  openSession(socket: Socket, host: SessionHost, onClosed: () => void): { end(): void };
  /** Ends the sync run, lets a review that is being sent arrive, and closes the store. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly paths: DaemonPaths;
  /** Called once this process has the lock: before that it must not open the store. */
  readonly open: () => ServedDaemon;
  readonly log: Log;
  /** The configuration file in use, to compare with a command's. */
  readonly configFile?: string | undefined;
  /** How long to wait after the last client has left. Absent: the daemon runs until `stop`. */
  readonly idleAfterMs?: number;
}

export interface Serving {
  /** Resolves once the daemon has stopped. */
  readonly stopped: Promise<void>;
  /** Ends the daemon now. Its clients' sockets close. */
  stop(): void;
  /** Ends the daemon once the commands that joined have left. Windows start their own daemon. */
  finish(): void;
}

/** Responses that are being sent (the one to `stop` itself) get this long to arrive. */
const lastAnswersMs = 50;

/**
 * Listens for clients, one session for each socket. Windows decide the settings and keep sync runs going; commands must
 * agree with the configuration in use. A session's failure ends that session only.
 * @throws Problem `daemon-running` if another process has the lock; every error of `open`.
 */
export async function serve({ paths, open, log, configFile, idleAfterMs }: ServeOptions): Promise<Serving> {
  const sessions = new Set<{ end(): void }>();
  const windows = new Set<object>();
  const stopped = Promise.withResolvers<void>();
  let idleTimer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let isFinishing = false;

  const listener = await listenExclusively(paths, {
    onLost() {
      log('error', 'the state folder was removed');
      stop();
    },
    onFailed: (error) => log('warn', 'cannot listen again yet', { error }),
    onSocket: join,
  });
  const daemon = await openOrUnlock();

  function join(socket: Socket): void {
    clearTimeout(idleTimer);
    const session = daemon.openSession(
      socket,
      {
        token: listener.token,
        welcome(hello) {
          if (hello.client === 'command')
            return requireSame(hello.settings, daemon.configuration(), configFile);
          windows.add(session);
          daemon.windows.configure(session, hello.settings);
          if (windows.size > 1) return;
          daemon.runs.repeat(() => daemon.configuration().pollMinutes);
          void daemon.runs.inBackground();
        },
        signOut: () => daemon.windows.signOut(session),
        configure(settings) {
          if (windows.has(session)) daemon.windows.configure(session, settings);
        },
        stop,
      },
      () => {
        sessions.delete(session);
        if (windows.delete(session)) {
          daemon.windows.left(session);
          if (windows.size === 0) daemon.runs.pause();
        }
        whenClientLeft();
      },
    );
    sessions.add(session);
  }

  async function openOrUnlock(): Promise<ServedDaemon> {
    try {
      return open();
    } catch (error) {
      await listener.close();
      listener.unlock();
      throw error;
    }
  }

  function whenClientLeft(): void {
    if (isStopping) return;
    if (isFinishing && sessions.size === windows.size) stop();
    else if (sessions.size === 0 && idleAfterMs !== undefined) idleTimer = setTimeout(stop, idleAfterMs);
  }

  function stop(): void {
    if (isStopping) return;
    isStopping = true;
    clearTimeout(idleTimer);
    log('info', 'daemon stops', { sessions: sessions.size });
    // At once: a client that connects now must find no listener and try again, not be accepted and then disconnected.
    const left = listener.close();
    setTimeout(() => void end(left), lastAnswersMs);
  }

  /** Releases the lock last: until then no other process may write to the store or send a review. */
  async function end(left: Promise<void>): Promise<void> {
    try {
      for (const session of sessions) session.end();
      await left;
      await daemon.close();
    } catch (error) {
      log('error', 'daemon did not stop in order', { error });
    } finally {
      listener.unlock();
      stopped.resolve();
    }
  }

  whenClientLeft();
  log('info', 'daemon listens', { socket: paths.socket, pid: process.pid });
  return {
    stopped: stopped.promise,
    stop,
    finish() {
      isFinishing = true;
      whenClientLeft();
    },
  };
}
