import type { Log } from '../base/log.ts';
import type { Problem } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import type { PassResult } from './pass.ts';

export interface PassReport extends PassResult {
  /** Requests sent by `service:Operation`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Milliseconds. */
  readonly duration: number;
}

/** Runs one pass: everything it needs is already configured. */
export type Run = (options: {
  signal: AbortSignal;
  onProgress: (step: Text) => void;
  onCall: (name: string) => void;
}) => Promise<PassResult>;

/**
 * At most one pass runs at a time; whoever asks meanwhile joins it. A pass ends early only when everybody
 * who waits for it has cancelled.
 */
export function createPasses(run: Run, log: Log, onStateChanged: () => void) {
  let current:
    | { promise: Promise<PassReport>; abort: AbortController; listeners: Set<(step: Text) => void> }
    | undefined;
  let waiting = 0;
  let problems: readonly Problem[] = [];
  let timer: NodeJS.Timeout | undefined;

  function start() {
    const abort = new AbortController();
    const listeners = new Set<(step: Text) => void>();
    const promise = runLogged(abort.signal, (step) => {
      for (const listener of listeners) listener(step);
    }).finally(() => {
      current = undefined;
      onStateChanged();
    });
    current = { promise, abort, listeners };
    onStateChanged();
    return current;
  }

  async function runLogged(signal: AbortSignal, onProgress: (step: Text) => void): Promise<PassReport> {
    const started = performance.now();
    const calls: Record<string, number> = {};
    const onCall = (name: string) => {
      calls[name] = (calls[name] ?? 0) + 1;
    };
    // A synchronous throw (nothing configured) must reject like any other.
    const result = await (async () => run({ signal, onProgress, onCall }))();
    problems = result.problems;
    const duration = Math.round(performance.now() - started);
    log('info', 'pass ended', {
      duration,
      calls,
      ...result.findings,
      problems: problems.map(({ code }) => code),
    });
    return { ...result, calls, duration };
  }

  return {
    /** Why the last pass could not read AWS or Jira at all. */
    problems: () => problems,
    running: () => current !== undefined,
    /** Runs a pass, or joins the one that runs. @throws the signal's reason when cancelled. */
    async now(signal: AbortSignal, onProgress: (step: Text) => void = () => {}): Promise<PassReport> {
      const pass = current ?? start();
      pass.listeners.add(onProgress);
      waiting++;
      try {
        return await Promise.race([pass.promise, rejectedBy(signal)]);
      } finally {
        pass.listeners.delete(onProgress);
        waiting--;
        if (signal.aborted && waiting === 0) pass.abort.abort(signal.reason);
      }
    },
    /** Repeats a pass every `minutes` from now on; 0 stops that. */
    every(minutes: number): void {
      clearInterval(timer);
      timer = minutes > 0 ? setInterval(() => void this.inBackground(), minutes * 60_000) : undefined;
      timer?.unref();
    },
    /** A pass nobody waits for: what goes wrong is logged and shows in the status. */
    async inBackground(): Promise<void> {
      try {
        await (current ?? start()).promise;
      } catch (error) {
        log('warn', 'pass failed', { error });
      }
    },
    stop(): void {
      clearInterval(timer);
      current?.abort.abort(new Error('the daemon stops'));
    },
  };
}

export type Passes = ReturnType<typeof createPasses>;

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
