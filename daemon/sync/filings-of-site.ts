import type { FilingOutbox } from '../domain/tickets/filing/filing.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/**
 * The filings of the site that is in use at each call. Each change that the user can see is published: a filing that waits is
 * shown on its finding.
 */
export function filingsOfSite(
  { filings }: Pick<Store, 'filings'>,
  site: () => string,
  events: SyncEvents,
): FilingOutbox {
  const current = () => filings.of(site());
  const announced =
    <Arguments extends unknown[]>(change: (outbox: FilingOutbox, ...rest: Arguments) => void) =>
    (...rest: Arguments) => {
      const at = site();
      change(filings.of(at), ...rest);
      events.publish([{ type: 'filing-changed', site: at }]);
    };
  return {
    list: () => current().list(),
    find: (id) => current().find(id),
    add: announced((to, ...rest: Parameters<FilingOutbox['add']>) => to.add(...rest)),
    // A step lasts as long as one request; its result is published.
    record: (...rest) => current().record(...rest),
    withdrawn: (finding) => current().withdrawn(finding),
    withdraw: announced((to, id: string) => to.withdraw(id)),
    settle: announced((to, id: string) => to.settle(id)),
    mark: announced((to, ...rest: Parameters<FilingOutbox['mark']>) => to.mark(...rest)),
  };
}
