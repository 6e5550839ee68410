import type { SyncEvents } from './events.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Returns a function that returns the snapshot of now. A snapshot is taken when it is asked for, once until an event changes
 * what it holds. Versions grow from one daemon to the next.
 */
export function createCurrentSnapshot(
  events: SyncEvents,
  take: (version: number) => Snapshot,
): () => Snapshot {
  let version = Date.now();
  let current: Snapshot | undefined;
  events.subscribe((happened) => {
    if (happened.every(({ type }) => type === 'status-changed')) return;
    version++;
    current = undefined;
  });
  return () => {
    current ??= take(version);
    return current;
  };
}
