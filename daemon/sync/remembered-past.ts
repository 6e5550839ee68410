import type { SitePastAction } from '../domain/tickets/actions/outbox.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/**
 * Returns the store with the confirmed actions in memory: a change of a ticket does not read hundreds of them again. Subscribes
 * to the events, so create it before those that read them at an event.
 */
export function withRememberedPast(store: Store, events: SyncEvents): Store {
  let known: SitePastAction[] | undefined;
  events.subscribe((happened) => {
    if (happened.some(({ type }) => type === 'review-changed' || type === 'store-rebuilt')) known = undefined;
  });
  const pastEverywhere = () => {
    known ??= store.outbox.pastEverywhere();
    return known;
  };
  return { ...store, outbox: { ...store.outbox, pastEverywhere } };
}
