import type { TicketRecord, TicketSource } from '../ticket.ts';
import { isEdit } from './action.ts';
import { editedField, fieldValue } from './edits/edited-value.ts';
import { readLastChange } from './edits/last-change.ts';
import { readLastMove } from './last-move.ts';
import type { FoundEdit, FoundTicket, QueuedAction, QueuedEdit } from './outbox.ts';

/**
 * Resolves to the other side of a conflict. Asks who changed the ticket only if it changed since the conflict that is already
 * known.
 */
export async function foundTicket(
  action: QueuedAction,
  ticket: TicketRecord,
  jira: TicketSource,
  signal: AbortSignal,
): Promise<FoundTicket> {
  const { found } = action;
  const { status, updated } = ticket;
  if (found?.updated === updated && found.status.id === status.id) return found;
  if (isEdit(action)) {
    const edited = await foundEdit(action, ticket, jira, signal);
    return { status, updated, ...(edited && { edited }) };
  }
  const lastMove = await readLastMove(jira, action.ticket, signal);
  return { status, updated, ...(lastMove && { lastMove }) };
}

async function foundEdit(
  action: QueuedEdit,
  ticket: TicketRecord,
  jira: TicketSource,
  signal: AbortSignal,
): Promise<FoundEdit | undefined> {
  const field = editedField(action);
  if (field === undefined) return undefined;
  const lastChange = await readLastChange(jira, action.ticket, field, signal);
  return { field, value: fieldValue(ticket, field), ...(lastChange && { lastChange }) };
}
