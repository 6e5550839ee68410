import type { Socket } from 'node:net';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { Log } from '../../base/log.ts';
import type { Core } from '../core.ts';
import { openSession } from '../session/session.ts';
import { claim } from './claim.ts';
import { requireSame } from './handshake.ts';

export interface ServeOptions {
  readonly place: DaemonPaths;
  /** Called once this process is the daemon: only then may it open the store. */
  readonly openCore: () => Core;
  readonly log: Log;
  /** The configuration file in use, to compare with a command's. */
  readonly configFile?: string | undefined;
  /** How long to wait after the last client left, in ms. Absent: until `stop`. */
  readonly idleAfter?: number;
}

export interface Serving {
  /** Resolves once the daemon has stopped, whoever ended it. */
  readonly stopped: Promise<void>;
  /** Ends the daemon now. Its clients are told by their closed sockets. */
  stop(): void;
  /** Ends the daemon once the commands that joined have left. Windows start their own. */
  finish(): void;
}

/** Answers on their way (the one to `stop` itself) get so long to leave. In ms. */
const lastAnswers = 50;

/**
 * Opens the door: one session per socket. Windows decide the settings and keep sync runs going; commands must
 * agree with what is in use. A session's failure ends that session.
 * @throws Problem `daemon-running` where another process holds the state folder; what `openCore` throws.
 */
export async function serve({ place, openCore, log, configFile, idleAfter }: ServeOptions): Promise<Serving> {
  const sessions = new Set<{ end(): void }>();
  const windows = new Set<object>();
  const stopped = Promise.withResolvers<void>();
  let idle: NodeJS.Timeout | undefined;
  let stopping = false;
  let finishing = false;

  const held = await claim(place, {
    onLost() {
      log('error', 'the state folder was removed');
      stop();
    },
    onFailed: (error) => log('warn', 'cannot be reached again yet', { error }),
    onSocket: join,
  });
  const core = await openOrRelease();

  function join(socket: Socket): void {
    clearTimeout(idle);
    const session = openSession(
      socket,
      {
        core,
        log,
        token: held.token,
        welcome(hello) {
          if (hello.client === 'command')
            return requireSame(hello.settings, core.configuration(), configFile);
          windows.add(session);
          core.configure(session, hello.settings);
          if (windows.size > 1) return;
          core.syncRuns.repeat(() => core.configuration().pollMinutes);
          void core.syncRuns.inBackground();
        },
        signOut: () => core.account.signOut(session),
        configure(settings) {
          if (windows.has(session)) core.configure(session, settings);
        },
        stop,
      },
      () => {
        sessions.delete(session);
        if (windows.delete(session)) {
          core.windowLeft(session);
          if (windows.size === 0) core.syncRuns.pause();
        }
        whenClientLeft();
      },
    );
    sessions.add(session);
  }

  async function openOrRelease(): Promise<Core> {
    try {
      return openCore();
    } catch (error) {
      await held.closeDoor();
      held.release();
      throw error;
    }
  }

  function whenClientLeft(): void {
    if (stopping) return;
    if (finishing && sessions.size === windows.size) stop();
    else if (sessions.size === 0 && idleAfter !== undefined) idle = setTimeout(stop, idleAfter);
  }

  function stop(): void {
    if (stopping) return;
    stopping = true;
    clearTimeout(idle);
    log('info', 'daemon stops', { sessions: sessions.size });
    // At once: who comes now must find nobody and try again, not be let in and cut off.
    const left = held.closeDoor();
    setTimeout(() => void end(left), lastAnswers);
  }

  /** The claim goes last: until then nobody else may write to the store or send a review. */
  async function end(left: Promise<void>): Promise<void> {
    try {
      for (const session of sessions) session.end();
      await left;
      await core.close();
    } catch (error) {
      log('error', 'daemon did not stop in order', { error });
    } finally {
      held.release();
      stopped.resolve();
    }
  }

  whenClientLeft();
  log('info', 'daemon listens', { socket: place.socket, pid: process.pid });
  return {
    stopped: stopped.promise,
    stop,
    finish() {
      finishing = true;
      whenClientLeft();
    },
  };
}
