import { rejectedBy } from '../base/cancelled.ts';
import type { Log } from '../base/log.ts';
import type { Note } from '../domain/problems/note.ts';
import { Problem, problem } from '../domain/problems/problem.ts';
import type { SyncRunResult } from './run.ts';

export interface SyncRunReport extends SyncRunResult {
  /** Requests sent by `service:Operation`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Milliseconds. */
  readonly duration: number;
}

/** One sync run, with the configuration that is in use when it begins. */
export type Run = (options: {
  signal: AbortSignal;
  onProgress: (step: Note) => void;
  onCall: (name: string) => void;
}) => Promise<SyncRunResult>;

interface Running {
  readonly report: Promise<SyncRunReport>;
  readonly listeners: Set<(step: Note) => void>;
  /** How many callers wait for its report. */
  waitingCallers: number;
  /** The daemon itself needs this run: it begins again soon if users cancel it. */
  isWantedByDaemon: boolean;
  /** The configuration changed: the run begins again after it has ended. */
  isOutdated: boolean;
  /** Aborts the current attempt. */
  abort: AbortController;
}

export interface SyncRunTimes {
  /** A longer run is aborted. Every request has its own, much shorter limits. */
  readonly maxRunMs: number;
  /** How long to wait for a run that was aborted. After that, nothing waits for it. */
  readonly graceMs: number;
  /** How long after a user's cancellation the daemon begins again. */
  readonly againMs: number;
  /** From 0 to 1: spreads repetitions, so that machines that started at the same time do not ask at the same time. */
  readonly random: () => number;
}

const usualTimes: SyncRunTimes = {
  maxRunMs: 20 * 60_000,
  graceMs: 5_000,
  againMs: 60_000,
  random: Math.random,
};

/** A repetition begins earlier by up to this part of the interval. */
const jitterRatio = 0.1;

/**
 * At most one sync run at a time: a caller that asks during a run joins it. A run ends early when the last caller that waits for
 * it cancels. This includes a run that the daemon began, which may wait for a server that does not respond. No run takes longer
 * than `maxRunMs`.
 */
export function createSyncRuns(
  run: Run,
  log: Log,
  onStateChanged: () => void,
  { maxRunMs, graceMs, againMs, random }: SyncRunTimes = usualTimes,
) {
  let current: Running | undefined;
  let problems: readonly Problem[] = [];
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;

  function start(): Running {
    const shared: Omit<Running, 'report'> = {
      listeners: new Set(),
      waitingCallers: 0,
      isWantedByDaemon: false,
      isOutdated: false,
      abort: new AbortController(),
    };
    const report = runUntilCurrent(shared).finally(() => {
      current = undefined;
      onStateChanged();
    });
    current = Object.assign(shared, { report });
    onStateChanged();
    return current;
  }

  async function runUntilCurrent(shared: Omit<Running, 'report'>): Promise<SyncRunReport> {
    for (;;) {
      try {
        const report = await runOnce(shared);
        if (!shared.isOutdated || isStopped) return report;
      } catch (error) {
        if (!shared.isOutdated || isStopped) throw error;
      }
      shared.isOutdated = false;
      shared.abort = new AbortController();
    }
  }

  async function runOnce({ abort, listeners }: Omit<Running, 'report'>): Promise<SyncRunReport> {
    const started = performance.now();
    const calls: Record<string, number> = {};
    const onCall = (name: string) => {
      calls[name] = (calls[name] ?? 0) + 1;
    };
    const onProgress = (step: Note) => {
      for (const listener of listeners) listener(step);
    };
    const { signal } = abort;
    const limit = setTimeout(() => abort.abort(tookTooLong(maxRunMs)), maxRunMs);
    const left = Promise.withResolvers<never>();
    let grace: NodeJS.Timeout | undefined;
    const onAbort = () => {
      grace = setTimeout(() => left.reject(signal.reason), graceMs);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const running = (async () => run({ signal, onProgress, onCall }))();
      const result = await Promise.race([running, left.promise]);
      problems = result.problems;
      const duration = Math.round(performance.now() - started);
      log('info', 'sync run ended', {
        duration,
        calls,
        ...result.findings,
        problems: problems.map(({ code }) => code),
      });
      return { ...result, calls, duration };
    } catch (error) {
      const isTooLong = signal.reason instanceof Problem;
      // The status itself reports missing configuration, so these Problems are left out.
      if (isTooLong) problems = [signal.reason];
      else if (!signal.aborted) problems = error instanceof Problem ? [] : [runFailed(error)];
      log(signal.aborted && !isTooLong ? 'info' : 'warn', 'sync run ended early', { error });
      throw isTooLong ? signal.reason : error;
    } finally {
      clearTimeout(limit);
      clearTimeout(grace);
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Begins a run that no caller waits for: errors are logged and are in the status. */
  async function inBackground(): Promise<void> {
    if (isStopped) return;
    const shared = current ?? start();
    shared.isWantedByDaemon = true;
    await shared.report.catch(() => {});
  }

  return {
    /** Why the last run could not read AWS or Jira at all. */
    problems: () => problems,
    running: () => current !== undefined,
    inBackground,
    /** Runs a sync, or joins the current run. @throws the signal's reason if the caller cancels. */
    async now(signal: AbortSignal, onProgress: (step: Note) => void = () => {}): Promise<SyncRunReport> {
      signal.throwIfAborted();
      const shared = current ?? start();
      // All other callers have just cancelled: this caller's run must not end with theirs.
      if (shared.abort.signal.aborted) shared.isOutdated = true;
      shared.listeners.add(onProgress);
      shared.waitingCallers++;
      try {
        return await Promise.race([shared.report, rejectedBy(signal)]);
      } finally {
        shared.listeners.delete(onProgress);
        shared.waitingCallers--;
        if (signal.aborted && shared.waitingCallers === 0 && current === shared) {
          shared.abort.abort();
          if (shared.isWantedByDaemon) again = setTimeout(inBackground, againMs).unref();
        }
      }
    },
    /** Reads everything again with the current configuration. Callers that wait for the current run get the new run's report. */
    async renew(): Promise<void> {
      problems = [];
      if (current) {
        current.isOutdated = true;
        current.abort.abort();
      }
      await inBackground();
    },
    /** Repeats the run this many minutes after the last one ended. `minutes` is called each time, because it may change. */
    repeat(minutes: () => number): void {
      clearTimeout(timer);
      const mine = setTimeout(
        async () => {
          await inBackground();
          if (timer === mine) this.repeat(minutes);
        },
        minutes() * 60_000 * (1 - jitterRatio * random()),
      );
      timer = mine.unref();
    },
    pause(): void {
      clearTimeout(again);
      clearTimeout(timer);
      timer = undefined;
    },
    /** Ends the current run and starts no other run. */
    async stop(): Promise<void> {
      isStopped = true;
      this.pause();
      current?.abort.abort();
      await current?.report.catch(() => {});
    },
  };
}

export type SyncRuns = ReturnType<typeof createSyncRuns>;

function tookTooLong(maxRunMs: number): Problem {
  return problem('sync-too-long', { minutes: Math.round(maxRunMs / 60_000) });
}

function runFailed(cause: unknown): Problem {
  return problem('pass-failed', {}, { cause });
}
