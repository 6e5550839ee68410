import type { TicketVerdict } from '../../domain/tickets/matching/ticket-verdict.ts';
import type { Database, Durably } from './database.ts';

/** People's verdicts on probable matches of tickets and findings, by site. Each write is on disk when it returns. */
export function ticketVerdictsTable(database: Database, durably: Durably) {
  const put = database.prepare(
    'INSERT OR REPLACE INTO ticket_verdicts (site, ticket, finding, verdict, at) VALUES (?, ?, ?, ?, ?)',
  );
  const forget = database.prepare(
    'DELETE FROM ticket_verdicts WHERE site = ? AND ticket = ? AND finding = ?',
  );
  const of = database.prepare(
    'SELECT ticket, finding, verdict, at FROM ticket_verdicts WHERE site = ? ORDER BY ticket, finding',
  );
  return {
    put(site: string, { ticket, finding, verdict, at }: TicketVerdict): void {
      durably(() => put.run(site, ticket, finding, verdict, at));
    },
    forget(site: string, ticket: string, finding: string): void {
      durably(() => forget.run(site, ticket, finding));
    },
    of(site: string): TicketVerdict[] {
      return (of.all(site) as unknown as TicketVerdict[]).map((row) => ({ ...row }));
    },
  };
}
