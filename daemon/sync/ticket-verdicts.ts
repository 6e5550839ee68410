import type { TicketVerdict } from '../domain/tickets/matching/ticket-verdict.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/** People's verdicts on probable matches, for the site in use. Each change is published. */
export function createTicketVerdicts(
  { ticketVerdicts }: Pick<Store, 'ticketVerdicts'>,
  site: () => string,
  events: SyncEvents,
) {
  return {
    /** @param ticket `ticketIdentity` of the ticket. */
    of: (ticket: string): TicketVerdict[] =>
      ticketVerdicts.of(site()).filter((verdict) => verdict.ticket === ticket),
    remember(verdict: TicketVerdict): void {
      ticketVerdicts.put(site(), verdict);
      events.publish([{ type: 'ticket-verdict-changed' }]);
    },
    forget(ticket: string, finding: string): void {
      ticketVerdicts.forget(site(), ticket, finding);
      events.publish([{ type: 'ticket-verdict-changed' }]);
    },
  };
}
