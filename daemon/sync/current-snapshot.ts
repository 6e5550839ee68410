import { dayInLastZone } from '../domain/tickets/evidence/until.ts';
import type { SyncEvents } from './events.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Returns a function that returns the current snapshot. A snapshot is taken on demand and is reused until an event changes its
 * content, or a day ends on which an intention may end. Versions grow from one daemon to the next.
 */
export function createCurrentSnapshot(
  events: SyncEvents,
  take: (version: number) => Snapshot,
): () => Snapshot {
  let version = Date.now();
  let current: Snapshot | undefined;
  let day = '';
  events.subscribe((happened) => {
    if (happened.every(({ type }) => type === 'status-changed')) return;
    version++;
    current = undefined;
  });
  return () => {
    const today = dayInLastZone(new Date());
    if (today !== day) {
      version++;
      current = undefined;
      day = today;
    }
    current ??= take(version);
    return current;
  };
}
