import { rejectedBy } from '../base/cancelled.ts';
import type { Log } from '../base/log.ts';
import { Problem } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import type { PassResult } from './pass.ts';

export interface PassReport extends PassResult {
  /** Requests sent by `service:Operation`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Milliseconds. */
  readonly duration: number;
}

/** Runs one pass with what is configured when it begins. */
export type Run = (options: {
  signal: AbortSignal;
  onProgress: (step: Text) => void;
  onCall: (name: string) => void;
}) => Promise<PassResult>;

interface Pass {
  readonly report: Promise<PassReport>;
  readonly listeners: Set<(step: Text) => void>;
  /** How many wait for its report. */
  waiting: number;
  /** The daemon itself wants it: it goes on although everybody who waited cancelled. */
  kept: boolean;
  /** What it reads is no longer asked for: it begins anew once it has ended. */
  outdated: boolean;
  /** Ends what runs now. */
  abort: AbortController;
}

/**
 * At most one pass runs at a time; whoever asks meanwhile joins it. A pass that somebody asked for ends early only
 * when everybody who waits for it has cancelled.
 */
export function createPasses(run: Run, log: Log, onStateChanged: () => void) {
  let current: Pass | undefined;
  let problems: readonly Problem[] = [];
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

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

  async function runUntilCurrent(pass: Omit<Pass, 'report'>): Promise<PassReport> {
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

  async function runOnce({ abort, listeners }: Omit<Pass, 'report'>): Promise<PassReport> {
    const started = performance.now();
    const calls: Record<string, number> = {};
    const onCall = (name: string) => {
      calls[name] = (calls[name] ?? 0) + 1;
    };
    const onProgress = (step: Text) => {
      for (const listener of listeners) listener(step);
    };
    try {
      const result = await run({ signal: abort.signal, onProgress, onCall });
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
      // What a Problem asks to configure, the status says by itself.
      if (!abort.signal.aborted) problems = error instanceof Problem ? [] : [passFailed(error)];
      log(abort.signal.aborted ? 'info' : 'warn', 'pass ended early', { error });
      throw error;
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
    async now(signal: AbortSignal, onProgress: (step: Text) => void = () => {}): Promise<PassReport> {
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
        if (signal.aborted && pass.waiting === 0 && !pass.kept) pass.abort.abort();
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
      const mine = setTimeout(async () => {
        await inBackground();
        if (timer === mine) this.repeat(minutes);
      }, minutes() * 60_000);
      timer = mine.unref();
    },
    pause(): void {
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

export type Passes = ReturnType<typeof createPasses>;

function passFailed(cause: unknown): Problem {
  return new Problem(
    'pass-failed',
    { en: 'The last refresh failed unexpectedly.', ja: '前回の更新が予期しないエラーで失敗しました。' },
    {
      en: 'The log ("Guardrail: Show Log") has the details; the next refresh tries again.',
      ja: '詳細はログ（「Guardrail: ログを表示」）にあります。次回の更新で再試行します。',
    },
    cause,
  );
}
