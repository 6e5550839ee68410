import type { ActionOutbox } from '../domain/tickets/actions/outbox.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/**
 * The outbox of the site that is in use at each call. Each change that the user can see is published: a review that waits is
 * shown on its ticket.
 */
export function announcedOutbox(
  { outbox }: Pick<Store, 'outbox'>,
  site: () => string,
  events: SyncEvents,
): ActionOutbox {
  const current = () => outbox.of(site());
  const announced =
    <Arguments extends unknown[]>(change: (outbox: ActionOutbox, ...rest: Arguments) => void) =>
    (...rest: Arguments) => {
      const at = site();
      change(outbox.of(at), ...rest);
      events.publish([{ type: 'review-changed', site: at }]);
    };
  return {
    list: () => current().list(),
    find: (id) => current().find(id),
    add: announced((to, ...rest: Parameters<ActionOutbox['add']>) => to.add(...rest)),
    // A step lasts as long as one request; its result is published.
    record: (...rest) => current().record(...rest),
    confirm: announced((to, ...rest: Parameters<ActionOutbox['confirm']>) => to.confirm(...rest)),
    settle: announced((to, id: string) => to.settle(id)),
    conflict: announced((to, ...rest: Parameters<ActionOutbox['conflict']>) => to.conflict(...rest)),
    postpone: announced((to, ...rest: Parameters<ActionOutbox['postpone']>) => to.postpone(...rest)),
    withdraw: announced((to, ticket: string) => to.withdraw(ticket)),
    past: (ticket) => current().past(ticket),
  };
}
