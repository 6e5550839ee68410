import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds that work keeps its thread for itself. */
const slice = 10;

/** Lets long work pause: others get their turn of the event loop when a slice of time is over. */
export function createTurns(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < slice) return;
    await nextTurn();
    started = performance.now();
  };
}
