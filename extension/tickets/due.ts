import { l10n } from 'vscode';
import type { TicketOfFinding } from '#protocol/tickets.ts';

/** A ticket's state and due date. */
export type DueTicket = Pick<TicketOfFinding, 'state' | 'due'>;

/** Returns whether the due day has passed and the ticket still waits for the developer. @param today `2026-11-23` */
export function isOverdue(ticket: DueTicket | undefined, today: string): boolean {
  return ticket?.state === 'todo' && ticket.due !== undefined && ticket.due < today;
}

/** Says when a ticket is due, or that it is overdue; `undefined` without a due date. */
export function dueLabel(ticket: DueTicket | undefined, today: string): string | undefined {
  if (ticket?.due === undefined) return undefined;
  return isOverdue(ticket, today) ? l10n.t('overdue since {0}', ticket.due) : l10n.t('due {0}', ticket.due);
}
