import type { TicketFiler } from './filing/filing.ts';
import type { TicketSource } from './ticket.ts';

/** Everything that Guardrail asks of a Jira: it reads and moves tickets, and files new ones. */
export type TicketService = TicketSource & TicketFiler;
