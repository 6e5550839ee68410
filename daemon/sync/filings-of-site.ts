import type { FilingOutbox } from '../domain/tickets/filing/filing.ts';
import type { Store } from '../store/store.ts';

/** The filings of the site that is in use at each call. */
export function filingsOfSite({ filings }: Pick<Store, 'filings'>, site: () => string): FilingOutbox {
  const current = () => filings.of(site());
  return {
    add: (filing) => current().add(filing),
    list: () => current().list(),
    find: (id) => current().find(id),
    record: (id, progress) => current().record(id, progress),
    settle: (id) => current().settle(id),
    mark: (...rest) => current().mark(...rest),
  };
}
