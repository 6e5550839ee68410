import { l10n } from 'vscode';
import { type ActionKind, type EditKind, isEditKind } from '#protocol/pending-review.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { todayOf } from '../../tools/dates.ts';
import { dueLabel } from '../due.ts';

/** Names an edit of one ticket. */
export function editTitle(kind: EditKind, ticket: string): string {
  switch (kind) {
    case 'assign':
      return l10n.t('Assign {0} to Me', ticket);
    case 'comment':
      return l10n.t('Comment on {0}', ticket);
    case 'due':
      return l10n.t('Change Due Date of {0}', ticket);
  }
}

/** Says what an edit does to a ticket. `due`: the new due date. */
export function editEffect(
  kind: EditKind,
  ticket: Pick<TicketView, 'assignee' | 'due'>,
  due: string,
): string {
  const none = l10n.t('none');
  switch (kind) {
    case 'assign':
      return l10n.t('assignee: {0} → you', ticket.assignee ?? none);
    case 'comment':
      return l10n.t('gets the comment');
    case 'due':
      return l10n.t('due: {0} → {1}', ticket.due ?? none, due);
  }
}

/** Says what the user needs to choose a ticket for an edit. */
export function factsFor(kind: EditKind, ticket: TicketView | undefined): string {
  if (!ticket) return '';
  const due = dueLabel(ticket, todayOf(new Date()));
  const assignee = l10n.t('assignee: {0}', ticket.assignee ?? l10n.t('none'));
  return (kind === 'assign' ? [assignee, due] : [due, ticket.assignee]).filter(Boolean).join(' · ');
}

/** Says what Jira confirmed. */
export function editedLabel(kind: EditKind, { assignee = '', due = '' }: TicketView): string {
  switch (kind) {
    case 'assign':
      return assignee === '' ? l10n.t('is not assigned') : l10n.t('is assigned to {0}', assignee);
    case 'comment':
      return l10n.t('has the comment');
    case 'due':
      return due === '' ? l10n.t('has no due date') : l10n.t('is due on {0}', due);
  }
}

/** Says what a ticket has after an action that may have edited a field, without its key. */
export function standsLabel(ticket: TicketView, kind: ActionKind | undefined): string {
  return kind !== undefined && isEditKind(kind)
    ? editedLabel(kind, ticket)
    : l10n.t('is now "{0}"', ticket.status);
}

/** Says in a sentence what a ticket has after an action that may have edited a field: that field, else its status. */
export function standsSentence(ticket: TicketView, kind: ActionKind | undefined): string {
  return kind !== undefined && isEditKind(kind)
    ? l10n.t('{0} {1}.', ticket.key, editedLabel(kind, ticket))
    : l10n.t('{0} is now "{1}".', ticket.key, ticket.status);
}
