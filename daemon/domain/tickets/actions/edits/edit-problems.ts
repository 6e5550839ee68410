import { printable } from '../../../../base/printable.ts';
import { type Problem, problem } from '../../../problems/problem.ts';
import { isCalendarDate, isExpired } from '../../evidence/until.ts';
import type { TicketRecord } from '../../ticket.ts';
import type { EditedField } from '../action.ts';
import { refusalOf, saidBy } from '../action-problems.ts';
import { type EditPlan, fieldValue } from './edited-value.ts';

const maxShownCharacters = 80;

export function dueInvalid(due: string, fault: 'no-date' | 'past'): Problem {
  return problem('due-invalid', { due: printable(due).slice(0, maxShownCharacters), fault });
}

/**
 * Returns a due date as Jira takes it. @param now ISO 8601, UTC.
 * @throws Problem `due-invalid`: no day that exists or, unless `mayBePast`, one that is over.
 */
export function soundDue(given: string, now: string, mayBePast: boolean): string {
  const due = given.normalize('NFKC').trim();
  if (!isCalendarDate(due)) throw dueInvalid(due, 'no-date');
  if (!mayBePast && isExpired(due, now)) throw dueInvalid(due, 'past');
  return due;
}

/** Another person gave the field a value that the user has not seen. */
export function valueChanged({ field, wanted }: EditPlan, ticket: TicketRecord): Problem {
  const { name: now } = fieldValue(ticket, field);
  return problem('value-changed', {
    ticket: ticket.key,
    field,
    ...(wanted.name !== undefined && { wanted: printable(wanted.name) }),
    ...(now !== undefined && { now: printable(now) }),
    updated: ticket.updated,
  });
}

export function editRefused(ticket: TicketRecord, field: EditedField, refusal: Problem): Problem {
  const said = saidBy(refusal);
  const facts = { ticket: ticket.key, field, refusal: refusalOf(refusal) };
  return problem('edit-refused', { ...facts, ...(said !== undefined && { said }) }, { cause: refusal });
}

/** Jira reported success, and the field is as it was. */
export function editWithoutEffect(ticket: TicketRecord, field: EditedField): Problem {
  return problem('edit-refused', { ticket: ticket.key, field, refusal: 'without-effect' });
}
