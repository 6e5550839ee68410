import type { Place } from '#protocol/place.ts';
import type { Log } from '../base/log.ts';
import { claim } from './claim.ts';
import type { Core } from './core.ts';
import { requireSame } from './handshake.ts';
import { openSession } from './session.ts';

export interface ServeOptions {
  readonly place: Place;
  readonly core: Core;
  readonly log: Log;
  /** The configuration file in use, to compare with a command's. */
  readonly configFile?: string | undefined;
  /** How long to wait after the last client left, in ms. Absent: until `stop`. */
  readonly idleAfter?: number;
}

export interface Serving {
  /** Resolves once the daemon has stopped, whoever ended it. */
  readonly stopped: Promise<void>;
  stop(): void;
}

/**
 * Opens the door: one session per socket. Windows decide the settings and keep passes going; commands must
 * agree with what is in use. A session's failure ends that session.
 * @throws Problem `daemon-running` where another process holds the state folder.
 */
export async function serve({ place, core, log, configFile, idleAfter }: ServeOptions): Promise<Serving> {
  const sessions = new Set<{ end(): void }>();
  let windows = 0;
  let idle: NodeJS.Timeout | undefined;
  let stopping = false;
  let settled = () => {};
  const stopped = new Promise<void>((resolve) => {
    settled = resolve;
  });

  const held = await claim(place, (socket) => {
    clearTimeout(idle);
    let window = false;
    const session = openSession(
      socket,
      {
        core,
        log,
        token: held.token,
        welcome(hello) {
          if (hello.client === 'command')
            return requireSame(hello.settings, core.configuration(), configFile);
          window = true;
          windows++;
          const differs = core.configure(hello.settings);
          core.passes.every(core.configuration().pollMinutes);
          if (differs || windows === 1) void core.passes.inBackground();
        },
        stop,
      },
      () => {
        sessions.delete(session);
        if (window && --windows === 0) core.passes.every(0);
        if (sessions.size === 0) waitForClients();
      },
    );
    sessions.add(session);
  });

  function waitForClients(): void {
    if (idleAfter !== undefined && !stopping) idle = setTimeout(stop, idleAfter);
  }

  function stop(): void {
    if (stopping) return;
    stopping = true;
    clearTimeout(idle);
    log('info', 'daemon stops', { sessions: sessions.size });
    // Answers on their way (the one to `stop` itself) get a moment to leave.
    setTimeout(() => {
      for (const session of sessions) session.end();
      held
        .release()
        .then(() => core.close())
        .finally(settled);
    }, 50);
  }

  waitForClients();
  log('info', 'daemon listens', { socket: place.socket, pid: process.pid });
  return { stopped, stop };
}
