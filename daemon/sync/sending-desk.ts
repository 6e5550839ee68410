import { createInFlight } from '../base/in-flight.ts';
import type { ActionQueue } from '../domain/tickets/actions/action-queue.ts';
import type { FilingQueue } from '../domain/tickets/filing/filing-queue.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/** A review or filing that is being sent when the daemon ends has this time to arrive. Otherwise it waits in its outbox. */
const graceMs = 5_000;

/** Takes the reviews and filings of all clients, and lets those that are being sent arrive before the daemon ends. */
export function createSendingDesk(
  reviews: ActionQueue,
  filings: FilingQueue,
  { outbox }: Pick<Store, 'outbox'>,
  events: SyncEvents,
  /** Called when the person who acts on a ticket gets an error as the answer. */
  onRefused: (ticket: string) => void = () => {},
) {
  const inFlight = createInFlight();
  const ended = new AbortController();
  const answered = <Result>(ticket: string, sending: Promise<Result>): Promise<Result> =>
    inFlight.add(
      sending.catch((error) => {
        onRefused(ticket);
        throw error;
      }),
    );
  return {
    submit: (...[params, signal]: Parameters<ActionQueue['submit']>): ReturnType<ActionQueue['submit']> =>
      answered(params.ticket, reviews.submit(params, AbortSignal.any([signal, ended.signal]))),
    undo: (...[params, signal]: Parameters<ActionQueue['undo']>): ReturnType<ActionQueue['undo']> =>
      answered(params.ticket, reviews.undo(params, AbortSignal.any([signal, ended.signal]))),
    resolve: (...[params, signal]: Parameters<ActionQueue['resolve']>): ReturnType<ActionQueue['resolve']> =>
      answered(params.ticket, reviews.resolve(params, AbortSignal.any([signal, ended.signal]))),
    file: (...[filing, signal]: Parameters<FilingQueue['submit']>): ReturnType<FilingQueue['submit']> =>
      inFlight.add(filings.submit(filing, AbortSignal.any([signal, ended.signal]))),
    past: outbox.pastEverywhere,
    withdraw: reviews.withdraw,
    /** Withdraws one review of any site. */
    withdrawOne(id: string): void {
      const site = outbox.everywhere().find(({ review }) => review.id === id)?.site ?? '';
      outbox.withdrawOne(id);
      events.publish([{ type: 'review-changed', site }]);
    },
    /** Resolves when what was being sent has arrived, or after its time. */
    settled: () => inFlight.settled(graceMs),
    /** Aborts what is still being sent. */
    abort: () => ended.abort(),
  };
}
