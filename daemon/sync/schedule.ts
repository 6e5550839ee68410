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

/** Runs one pass with what is configured when it begins. */
export type Run = (options: {
  signal: AbortSignal;
  onProgress: (step: Note) => void;
  onCall: (name: string) => void;
}) => Promise<SyncRunResult>;

interface Pass {
  readonly report: Promise<SyncRunReport>;
  readonly listeners: Set<(step: Note) => void>;
  /** How many wait for its report. */
  waiting: number;
  /** The daemon itself wants it: it begins again soon if people end it. */
  kept: boolean;
  /** What it reads is no longer asked for: it begins anew once it has ended. */
  outdated: boolean;
  /** Ends what runs now. */
  abort: AbortController;
}

export interface SyncRunTimes {
  /** What takes longer is ended; every request has its own, much shorter limits. */
  readonly maxRunMs: number;
  /** A run that was aborted and does not end is left to itself after so long. */
  readonly graceMs: number;
  /** Until the daemon begins again what a person ended. */
  readonly againMs: number;
  /** From 0 to 1: spreads repetitions, so that machines that started together do not ask together. */
  readonly random: () => number;
}

const usualTimes: SyncRunTimes = {
  maxRunMs: 20 * 60_000,
  graceMs: 5_000,
  againMs: 60_000,
  random: Math.random,
};

/** The part of an interval by which a repetition may come earlier. */
const jitter = 0.1;

/**
 * At most one pass runs at a time; whoever asks meanwhile joins it. A pass ends early when the last person who waits
 * for it cancels, also one that the daemon began: it may wait for a machine that does not answer. No pass takes
 * longer than `maxRunMs`.
 */
export function createSyncRuns(
  run: Run,
  log: Log,
  onStateChanged: () => void,
  { maxRunMs, graceMs, againMs, random }: SyncRunTimes = usualTimes,
) {
  let current: Pass | undefined;
  let problems: readonly Problem[] = [];
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;

  function start(): Pass {
    const pass: Omit<Pass, 'report'> = {
      listeners: new Set(),
      waiting: 0,
      kept: false,
      outdated: false,
      abort: new AbortController(),
    };
    const report = runUntilCurrent(pass).finally(() => {
      current = undefined;
      onStateChanged();
    });
    current = Object.assign(pass, { report });
    onStateChanged();
    return current;
  }

  async function runUntilCurrent(pass: Omit<Pass, 'report'>): Promise<SyncRunReport> {
    for (;;) {
      try {
        const report = await runOnce(pass);
        if (!pass.outdated || stopped) return report;
      } catch (error) {
        if (!pass.outdated || stopped) throw error;
      }
      pass.outdated = false;
      pass.abort = new AbortController();
    }
  }

  async function runOnce({ abort, listeners }: Omit<Pass, 'report'>): Promise<SyncRunReport> {
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
      log('info', 'pass ended', {
        duration,
        calls,
        ...result.findings,
        problems: problems.map(({ code }) => code),
      });
      return { ...result, calls, duration };
    } catch (error) {
      const isTooLong = signal.reason instanceof Problem;
      // What a Problem asks to configure, the status says by itself.
      if (isTooLong) problems = [signal.reason];
      else if (!signal.aborted) problems = error instanceof Problem ? [] : [runFailed(error)];
      log(signal.aborted && !isTooLong ? 'info' : 'warn', 'pass ended early', { error });
      throw isTooLong ? signal.reason : error;
    } finally {
      clearTimeout(limit);
      clearTimeout(grace);
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** A pass nobody waits for: what goes wrong is logged and shows in the status. */
  async function inBackground(): Promise<void> {
    if (stopped) return;
    const pass = current ?? start();
    pass.kept = true;
    await pass.report.catch(() => {});
  }

  return {
    /** Why the last pass could not read AWS or Jira at all. */
    problems: () => problems,
    running: () => current !== undefined,
    inBackground,
    /** Runs a pass, or joins the one that runs. @throws the signal's reason when cancelled. */
    async now(signal: AbortSignal, onProgress: (step: Note) => void = () => {}): Promise<SyncRunReport> {
      signal.throwIfAborted();
      const pass = current ?? start();
      // Everybody else cancelled a moment ago: this one is not to be cancelled with them.
      if (pass.abort.signal.aborted) pass.outdated = true;
      pass.listeners.add(onProgress);
      pass.waiting++;
      try {
        return await Promise.race([pass.report, rejectedBy(signal)]);
      } finally {
        pass.listeners.delete(onProgress);
        pass.waiting--;
        if (signal.aborted && pass.waiting === 0 && current === pass) {
          pass.abort.abort();
          if (pass.kept) again = setTimeout(inBackground, againMs).unref();
        }
      }
    },
    /** Reads all again with what is configured now. Who waits for the pass that runs gets the new one's report. */
    async renew(): Promise<void> {
      problems = [];
      if (current) {
        current.outdated = true;
        current.abort.abort();
      }
      await inBackground();
    },
    /** Repeats a pass, so many minutes after the last one ended; asked each time, since it may change. */
    repeat(minutes: () => number): void {
      clearTimeout(timer);
      const mine = setTimeout(
        async () => {
          await inBackground();
          if (timer === mine) this.repeat(minutes);
        },
        minutes() * 60_000 * (1 - jitter * random()),
      );
      timer = mine.unref();
    },
    pause(): void {
      clearTimeout(again);
      clearTimeout(timer);
      timer = undefined;
    },
    /** Ends what runs, for good. */
    async stop(): Promise<void> {
      stopped = true;
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
