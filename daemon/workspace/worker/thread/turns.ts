import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long work keeps its thread for this time before it pauses. */
const sliceMs = 10;

/** Lets long work pause. After each slice of time, other tasks get a turn of the event loop. */
export function createTurns(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < sliceMs) return;
    await nextTurn();
    started = performance.now();
  };
}
