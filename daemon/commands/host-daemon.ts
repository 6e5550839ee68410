import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../domain/problems/problem.ts';
import type { Serving } from '../server/listen/serve.ts';
import { type CommandContext, configurationPath, logOf, readConfigurationFile } from './command-context.ts';
import { connect } from './daemon-client.ts';
import { daemonSilent, readRecord } from './daemon-socket.ts';

/** Before a daemon ends, it waits for a review that is being sent. This time is longer than that takes. */
export const daemonEndsWithinMs = 12_000;
export const retryPauseMs = 200;

export interface HostOptions {
  readonly idleAfterMs?: number;
  /** Called once this process holds the state folder, before the store is opened and after it is closed. */
  readonly beforeOpen?: () => void;
  readonly afterClose?: () => void;
}

/**
 * Starts the daemon inside this process. If the configuration file cannot be used, the daemon's status shows
 * it.
 * @throws Problem `daemon-running` if another process holds the state folder.
 */
export async function hostDaemon(
  context: CommandContext,
  log = logOf(context),
  { beforeOpen, afterClose, ...options }: HostOptions = {},
): Promise<Serving> {
  const { place, env, configFile } = context;
  // Loaded by the process that is the daemon. A command that finds one starts in half the time without it.
  const [{ useNetworkOf }, { compose }, { serve }] = await Promise.all([
    import('../base/network.ts'),
    import('../compose.ts'),
    import('../server/listen/serve.ts'),
  ]);
  useNetworkOf(env);
  const readFile = () => readConfigurationFile(context);
  const open = () => {
    beforeOpen?.();
    const daemon = compose({
      env,
      readFile,
      configurationPath: configurationPath(context),
      stateDir: place.stateDir,
      log,
    });
    const close = async () => {
      await daemon.close();
      afterClose?.();
    };
    return { ...daemon, close };
  };
  return serve({ paths: place, open, log, configFile, ...options });
}

/**
 * Like `hostDaemon`, but waits for another daemon that is ending.
 * @throws Problem `daemon-running` if another daemon keeps running, `daemon-silent` if it cannot be reached.
 */
export async function hostNextDaemon(
  ...[context, log, options]: Parameters<typeof hostDaemon>
): Promise<Serving> {
  for (const end = Date.now() + daemonEndsWithinMs; ; ) {
    try {
      return await hostDaemon(context, log, options);
    } catch (error) {
      if (!isRunning(error)) throw error;
      if (Date.now() > end) throw daemonSilent(readRecord(context.place));
      const running = await connect({ ...context, settings: {} }).catch(unlessAbsent);
      running?.close();
      if (running) throw error;
      await sleep(retryPauseMs);
    }
  }
}

/** Returns whether an error says that another process holds the state folder. */
export function isRunning(error: unknown): boolean {
  return error instanceof Problem && error.code === 'daemon-running';
}

/**
 * Errors which mean that there is no daemon: no process listens; the folder does not exist or does not belong
 * to this user alone; or the listener is ending.
 */
const absence = ['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ECONNRESET', 'daemon-gone', 'folder-unsafe'];

/** Returns `undefined` if an error of `connect` says that there is no daemon. @throws every other error. */
export function unlessAbsent(error: unknown): undefined {
  const { code } = error as { code?: string };
  if (code === undefined || !absence.includes(code)) throw error;
}
