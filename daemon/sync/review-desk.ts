import { createInFlight } from '../base/in-flight.ts';
import type { ActionQueue } from '../domain/tickets/actions/action-queue.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/** A review that is being sent when the daemon ends has this time to arrive. Otherwise it waits in the outbox. */
const reviewGraceMs = 5_000;

/** Takes the reviews of all clients, and lets reviews that are being sent arrive before the daemon ends. */
export function createReviewDesk(
  reviews: ActionQueue,
  { outbox }: Pick<Store, 'outbox'>,
  events: SyncEvents,
) {
  const inFlight = createInFlight();
  const ended = new AbortController();
  return {
    submit: (...[params, signal]: Parameters<ActionQueue['submit']>): ReturnType<ActionQueue['submit']> =>
      inFlight.add(reviews.submit(params, AbortSignal.any([signal, ended.signal]))),
    undo: (...[params, signal]: Parameters<ActionQueue['undo']>): ReturnType<ActionQueue['undo']> =>
      inFlight.add(reviews.undo(params, AbortSignal.any([signal, ended.signal]))),
    resolve: (...[params, signal]: Parameters<ActionQueue['resolve']>): ReturnType<ActionQueue['resolve']> =>
      inFlight.add(reviews.resolve(params, AbortSignal.any([signal, ended.signal]))),
    past: outbox.pastEverywhere,
    withdraw: reviews.withdraw,
    /** Withdraws one review of any site. */
    withdrawOne(id: string): void {
      const site = outbox.everywhere().find(({ review }) => review.id === id)?.site ?? '';
      outbox.withdrawOne(id);
      events.publish([{ type: 'review-changed', site }]);
    },
    /** Resolves when the reviews that were being sent have arrived, or after their time. */
    settled: () => inFlight.settled(reviewGraceMs),
    /** Aborts reviews that are still being sent. */
    abort: () => ended.abort(),
  };
}
