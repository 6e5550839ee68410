import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** How often the thread is looked at. */
const intervalMs = 10_000;
/** A thread that was active for a smaller part of the interval rests: for less than 100 ms. */
const maxRestingRatio = 0.01;
/** A pause in the user's work is not the end of it. */
const minRestingIntervals = 2;
/**
 * A collection stops the thread for a few ms for each MB in use; with 100,000 findings, for seconds. It is not worth that for a
 * smaller growth, in bytes and as a part of what is in use.
 */
const minGrowthBytes = 16 * 1024 * 1024;
const minGrowthRatio = 0.1;

/**
 * By default, V8 keeps the pages that a collection frees: since Node 24, all of them, for the next objects. A collection of this
 * kind returns them to the system, and compacts the pages that are used in part.
 */
const returningPages: NodeJS.GCOptions = { type: 'major', execution: 'sync', flavor: 'last-resort' };

export interface CollectedThread {
  /** Node's `gc`. Absent: the process was started without `--expose-gc`. */
  readonly collect?: ((options: NodeJS.GCOptions) => unknown) | undefined;
  /** Returns the bytes that are in use or not collected yet. */
  usedBytes(): number;
  /** Returns the part of the time since the last call in which the thread was active, from 0 to 1. */
  activeRatio(): number;
}

/**
 * Frees the memory that the last work left once this thread rests. V8 collects only while a program allocates: after a large
 * sync run, a daemon would keep several times the memory that it needs until its next run.
 */
export function collectAtRest(thread: CollectedThread = thisThread()): void {
  const { collect } = thread;
  if (!collect) return;
  let keptBytes = 0;
  let isCompact = true;
  let restingIntervals = 0;
  setInterval(() => {
    restingIntervals = thread.activeRatio() > maxRestingRatio ? 0 : restingIntervals + 1;
    if (restingIntervals < minRestingIntervals) return;
    const hasGrown = thread.usedBytes() - keptBytes >= Math.max(minGrowthBytes, keptBytes * minGrowthRatio);
    if (!hasGrown && isCompact) return;
    collect(returningPages);
    keptBytes = thread.usedBytes();
    // Only the next collection compacts the pages of which this one freed a part.
    isCompact = !hasGrown;
  }, intervalMs).unref();
}

function thisThread(): CollectedThread {
  let last = performance.eventLoopUtilization();
  return {
    collect: globalThis.gc,
    usedBytes() {
      const { used_heap_size, external_memory } = getHeapStatistics();
      return used_heap_size + external_memory;
    },
    activeRatio() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
  };
}
