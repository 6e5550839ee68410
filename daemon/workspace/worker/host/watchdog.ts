import type { Activity } from '../activity.ts';

/** How long a worker may stand still, in ms. */
export interface WatchdogLimits {
  readonly everyMs: number;
  readonly maxReadingMs: number;
  /** Linking a large team takes seconds. */
  readonly maxWorkingMs: number;
}

export const defaultLimits: WatchdogLimits = { everyMs: 1_000, maxReadingMs: 10_000, maxWorkingMs: 60_000 };

/**
 * Looks at what a worker is at, and reports once that it stands still. Time counts only while this thread runs: a
 * machine that slept says nothing.
 * @returns what ends it
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
