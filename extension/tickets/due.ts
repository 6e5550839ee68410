import { l10n } from 'vscode';
import { dueStateOf } from '#protocol/due.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
import { dayOf } from '../tools/dates.ts';
import { numberOf } from '../tools/numbers.ts';

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

/**
 * Says in a few words when a ticket is due, for a row: `12 d late`, `due in 3 d`, else the day. Returns `undefined` without a due
 * date, and for a ticket that is done.
 */
export function shortDue(ticket: DueTicket | undefined, today: string): string | undefined {
  if (ticket?.due === undefined || ticket.state === 'done') return undefined;
  const due = dueStateOf(ticket, today);
  if (due?.state === 'overdue') return l10n.t('{0} d late', numberOf(-due.days));
  if (due?.state !== 'due-soon') return l10n.t('due {0}', dayOf(ticket.due, today));
  return due.days === 0 ? l10n.t('due today') : l10n.t('due in {0} d', numberOf(due.days));
}

/** Returns the days for which a ticket is overdue; 0 if it is not. @param today `2026-11-23` */
export function overdueDays(ticket: DueTicket | undefined, today: string): number {
  const due = dueStateOf(ticket, today);
  return due?.state === 'overdue' ? -due.days : 0;
}

/** Says the due date after a label that already says "due": the date, with the days that are left or over if that matters soon. */
export function dueValue(ticket: DueTicket | undefined, today: string): string | undefined {
  if (ticket?.due === undefined) return undefined;
  const due = dueStateOf(ticket, today);
  if (due?.state === 'overdue') return l10n.t('{0} (overdue for {1} d)', ticket.due, -due.days);
  if (due?.state !== 'due-soon') return ticket.due;
  return due.days === 0 ? l10n.t('{0} (today)', ticket.due) : l10n.t('{0} (in {1} d)', ticket.due, due.days);
}
