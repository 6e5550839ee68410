import type { TicketRecord, TicketSource } from '../../ticket.ts';
import type { EditedField, EditedValue, EditingAction } from '../action.ts';

/** Returns the value that a field of a ticket has; empty without one. */
export function fieldValue({ assignee, assigneeId, due }: TicketRecord, field: EditedField): EditedValue {
  if (field === 'due') return dayValue(due);
  return {
    ...(assigneeId !== undefined && { id: assigneeId }),
    ...(assignee !== undefined && { name: assignee }),
  };
}

export function dayValue(day: string | undefined): EditedValue {
  return day === undefined ? {} : { id: day, name: day };
}

/** Two values are the same by their ids. A record of an earlier version has only names. */
export function isSameValue(left: EditedValue, right: EditedValue): boolean {
  return left.id !== undefined && right.id !== undefined ? left.id === right.id : left.name === right.name;
}

/** Returns the field that an action edits; a comment edits none. */
export function editedField(action: EditingAction): EditedField | undefined {
  switch (action.kind === 'undo' ? action.undoes.kind : action.kind) {
    case 'assign':
      return 'assignee';
    case 'due':
      return 'due';
    default:
      return undefined;
  }
}

/** The edit of an action: which value a field gets, and which values it may have before. */
export interface EditPlan {
  readonly field: EditedField;
  readonly wanted: EditedValue;
  /** Absent: the user saw no value, so any is right. */
  readonly expected?: readonly EditedValue[];
}

/** Resolves to the edit of an action; `undefined` for a comment. Asks the site who the user is, if the user takes the ticket. */
export async function planOf(
  action: EditingAction,
  jira: Pick<TicketSource, 'readMyself'>,
  signal: AbortSignal,
): Promise<EditPlan | undefined> {
  const field = editedField(action);
  if (field === undefined) return undefined;
  switch (action.kind) {
    case 'undo':
      return { field, wanted: action.undoes.from, expected: [action.undoes.to] };
    case 'assign': {
      const { id, name } = await jira.readMyself(signal);
      return { field, wanted: { id, name }, ...(action.seen && { expected: [action.seen] }) };
    }
    case 'due': {
      const { due, seen, earlier = [] } = action;
      return {
        field,
        wanted: dayValue(due),
        ...(seen && { expected: [seen, ...earlier.map(dayValue)] }),
      };
    }
    default:
      return undefined;
  }
}
