import { setTimeout as sleep } from 'node:timers/promises';
import { stopDaemon } from '#protocol/daemon.ts';
import type { DaemonPaths, DaemonRecord } from '#protocol/daemon-paths.ts';
import { collectAtRest } from '../base/collect-at-rest.ts';
import { printableJson } from '../base/printable.ts';
import { Problem } from '../domain/problems/problem.ts';
import { isLocked } from '../server/listen/lock.ts';
import { type Command, UsageError } from './command.ts';
import { type CommandContext, logOf } from './command-context.ts';
import { connect } from './daemon-client.ts';
import { daemonUnstoppable, isOfOtherMachine, readRecord } from './daemon-socket.ts';
import { daemonEndsWithinMs, hostNextDaemon, retryPauseMs } from './host-daemon.ts';
import { hostSampleDaemon, sampleContextOf } from './sample-daemon.ts';

/** Two weeks. A timer cannot run longer than about 24 days. */
const maxMinutes = 20_160;

export const daemonCommand: Command = {
  name: 'daemon',
  usage: '[--idle-minutes N] [--sample] [--stop]',
  options: { 'idle-minutes': { type: 'string' }, sample: { type: 'boolean' }, stop: { type: 'boolean' } },
  words: [0, 0],
  async run(given, { options, out, signal }) {
    const context = options.sample ? sampleContextOf(given) : given;
    if (options.stop) {
      await stop(context, signal);
      return 0;
    }
    const minutes = Number(options['idle-minutes'] ?? 5);
    if (!(minutes >= 0 && minutes <= maxMinutes))
      throw new UsageError((texts) => texts.numberBetween('--idle-minutes', 0, maxMinutes));
    const log = logOf(context);
    process.on('uncaughtException', (error) => log('error', 'uncaught', { error }));
    process.on('unhandledRejection', (error) => log('error', 'unhandled', { error }));
    const idleAfterMs = minutes * 60_000;
    const hosting = options.sample
      ? hostSampleDaemon(context, { idleAfterMs })
      : hostNextDaemon(context, log, { idleAfterMs });
    const serving = await hosting.catch((error) => {
      // An editor that starts the daemon does not read stderr. It points its user to the log.
      const code = error instanceof Problem ? error.code : undefined;
      log(code === 'daemon-running' ? 'info' : 'error', 'daemon did not start', { code, error });
      throw error;
    });
    collectAtRest();
    out.write(`${printableJson({ pid: process.pid, socket: context.place.socket }, 0)}\n`);
    signal.addEventListener('abort', () => serving.stop(), { once: true });
    await serving.stopped;
    return 0;
  },
};

/**
 * Resolves once the daemon that runs now has ended. Sends a signal to a daemon that does not answer.
 * @throws Problem `daemon-unstoppable` if it still runs after that.
 */
async function stop(context: CommandContext, signal: AbortSignal): Promise<void> {
  const { place } = context;
  const record = readRecord(place);
  const asked = await askToStop(context, signal);
  if (!isLocked(place.stateDir) || (asked && (await hasEnded(place, record, signal)))) return;
  if (
    record &&
    !isOfOtherMachine(record) &&
    endProcess(record.pid) &&
    (await hasEnded(place, record, signal))
  )
    return;
  throw daemonUnstoppable(record);
}

/**
 * Returns whether the daemon agreed. If anything fails, the lock shows later whether the daemon still runs.
 */
async function askToStop(context: CommandContext, signal: AbortSignal): Promise<boolean> {
  try {
    const client = await connect({ ...context, settings: {}, signal });
    await client.request(stopDaemon, {}, signal);
    client.close();
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** A window may already have started the next daemon, which is another process. */
async function hasEnded(place: DaemonPaths, daemon: DaemonRecord | undefined, signal: AbortSignal) {
  for (const end = Date.now() + daemonEndsWithinMs; isLocked(place.stateDir); ) {
    if (daemon && readRecord(place)?.pid !== daemon.pid) return true;
    if (Date.now() > end) return false;
    await sleep(retryPauseMs, undefined, { signal });
  }
  return true;
}

/** Returns whether this user has a process with that id. */
function endProcess(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGTERM');
  } catch {
    return false;
  }
}
