import type { ReviewOutbox } from '../domain/tickets/outbox.ts';

/** The outbox of the site in use now. Each change that a user sees is announced: a review that waits shows on its ticket. */
export function announcedOutbox(current: () => ReviewOutbox, onChanged: () => void): ReviewOutbox {
  const announced =
    <Arguments extends unknown[]>(change: (outbox: ReviewOutbox, ...rest: Arguments) => void) =>
    (...rest: Arguments) => {
      change(current(), ...rest);
      onChanged();
    };
  return {
    list: () => current().list(),
    add: announced((outbox, ...rest: Parameters<ReviewOutbox['add']>) => outbox.add(...rest)),
    // A step lasts as long as one request; what it ends in is announced.
    record: (...rest) => current().record(...rest),
    settle: announced((outbox, id: string) => outbox.settle(id)),
    conflict: announced((outbox, ...rest: Parameters<ReviewOutbox['conflict']>) => outbox.conflict(...rest)),
    postpone: announced((outbox, ...rest: Parameters<ReviewOutbox['postpone']>) => outbox.postpone(...rest)),
    withdraw: announced((outbox, ticket: string) => outbox.withdraw(ticket)),
  };
}
