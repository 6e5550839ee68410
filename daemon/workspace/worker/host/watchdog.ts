import type { Activity } from '../activity.ts';

/** How long a worker may make no progress, in ms. */
export interface WatchdogLimits {
  readonly everyMs: number;
  readonly maxReadingMs: number;
  /** Linking a large team takes seconds. */
  readonly maxWorkingMs: number;
}

export const defaultLimits: WatchdogLimits = { everyMs: 1_000, maxReadingMs: 10_000, maxWorkingMs: 60_000 };

/**
 * Watches a worker's current task, and reports once if the worker makes no progress. Time counts only while
 * this thread runs, so the time when a machine slept does not count.
 * @returns A function that ends the watch.
 */
export function watch(
  current: () => Activity,
  onStandstill: (activity: Activity) => void,
  { everyMs, maxReadingMs, maxWorkingMs } = defaultLimits,
): () => void {
  let last = -1;
  let stillMs = 0;
  const timer = setInterval(() => {
    const activity = current();
    stillMs = activity.step === last && !activity.isIdle ? stillMs + everyMs : 0;
    last = activity.step;
    if (stillMs < (activity.file ? maxReadingMs : maxWorkingMs)) return;
    clearInterval(timer);
    onStandstill(activity);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
