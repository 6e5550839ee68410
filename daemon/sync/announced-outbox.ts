import type { ReviewOutbox } from '../tickets/review.ts';

/** The outbox of the site in use now, telling of each change: a review that waits shows on its ticket. */
export function announcedOutbox(current: () => ReviewOutbox, onChanged: () => void): ReviewOutbox {
  const announced =
    <Arguments extends unknown[]>(change: (outbox: ReviewOutbox, ...rest: Arguments) => void) =>
    (...rest: Arguments) => {
      change(current(), ...rest);
      onChanged();
    };
  return {
    list: () => current().list(),
    add: announced((outbox, review: Parameters<ReviewOutbox['add']>[0]) => outbox.add(review)),
    settle: announced((outbox, id: string) => outbox.settle(id)),
    conflict: announced((outbox, id: string, note: Parameters<ReviewOutbox['conflict']>[1]) =>
      outbox.conflict(id, note),
    ),
    postpone: announced((outbox, id: string, note: Parameters<ReviewOutbox['postpone']>[1]) =>
      outbox.postpone(id, note),
    ),
    withdraw: announced((outbox, ticket: string) => outbox.withdraw(ticket)),
  };
}
