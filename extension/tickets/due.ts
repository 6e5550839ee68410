import { l10n } from 'vscode';
import { dueStateOf } from '#protocol/due.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';

/** A ticket's state and due date. */
export type DueTicket = Pick<TicketOfFinding, 'state' | 'due'>;

/** Returns whether the due day has passed and the ticket still waits for the developer. @param today `2026-11-23` */
export function isOverdue(ticket: DueTicket | undefined, today: string): boolean {
  return dueStateOf(ticket, today)?.state === 'overdue';
}

/**
 * Says when a ticket is due, with the days that are left or over if that matters soon; `undefined` without a due date, and for
 * a ticket that is done.
 */
export function dueLabel(ticket: DueTicket | undefined, today: string): string | undefined {
  if (ticket?.due === undefined || ticket.state === 'done') return undefined;
  const due = dueStateOf(ticket, today);
  if (due?.state === 'overdue') return l10n.t('overdue since {0} ({1} d)', ticket.due, -due.days);
  if (due?.state !== 'due-soon') return l10n.t('due {0}', ticket.due);
  return due.days === 0
    ? l10n.t('due {0} (today)', ticket.due)
    : l10n.t('due {0} (in {1} d)', ticket.due, due.days);
}

/** Says the due date after a label that already says "due": the date, with the days that are left or over if that matters soon. */
export function dueValue(ticket: DueTicket | undefined, today: string): string | undefined {
  if (ticket?.due === undefined) return undefined;
  const due = dueStateOf(ticket, today);
  if (due?.state === 'overdue') return l10n.t('{0} (overdue for {1} d)', ticket.due, -due.days);
  if (due?.state !== 'due-soon') return ticket.due;
  return due.days === 0 ? l10n.t('{0} (today)', ticket.due) : l10n.t('{0} (in {1} d)', ticket.due, due.days);
}

/** Says the due date in a group that already says "overdue". */
export function overdueValue(ticket: DueTicket, today: string): string {
  return l10n.t('{0} ({1} d)', ticket.due ?? '', -(dueStateOf(ticket, today)?.days ?? 0));
}
