import type { FieldEntries, MoveField } from '#protocol/move-fields.ts';
import { printable } from '../../../base/printable.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { AskedField, FieldFault, FieldFaultKind } from '../../problems/tickets.ts';
import { saidBy } from '../actions/action-problems.ts';
import type { StatusNames, TicketRecord, TicketTransition } from '../ticket.ts';
import { askedFields, fieldNamed, missingFields } from './asked-fields.ts';
import { moveView } from './move-view.ts';

const maxShownCharacters = 80;
/** A sentence with more values is not read. */
const maxShownValues = 12;

/** The screen of the move asks for more than was given. `details.move` has the fields. */
export function moveNeedsFields(
  { key }: TicketRecord,
  move: TicketTransition,
  filled: FieldEntries,
  names: StatusNames,
): Problem {
  const missing = missingFields(move, filled);
  return problem(
    'move-needs-fields',
    {
      ticket: key,
      move: printable(move.name),
      fields: missing.map(({ name }) => printable(name)),
      asked: missing.map(askedField),
    },
    { move: moveView(move, names), faults: missing.map((field) => fieldFault(field, 'missing')) },
  );
}

/** Values that do not fit their fields. Nothing was sent. */
export function fieldsInvalid(
  { key }: TicketRecord,
  move: TicketTransition,
  faults: readonly FieldFault[],
  names: StatusNames,
): Problem {
  return problem(
    'fields-invalid',
    { ticket: key, move: printable(move.name), faults, asked: askedFields(move).map(askedField) },
    { move: moveView(move, names), faults },
  );
}

/**
 * Jira refused the move because of its fields, with a sentence for each, or with one sentence for the whole screen. The
 * user can change the fields and send the action again.
 */
export function fieldsRefused(
  { key }: TicketRecord,
  move: TicketTransition,
  refusal: Problem,
  names: StatusNames,
): Problem {
  const said = saidBy(refusal);
  const faults = Object.entries(refusal.details.fieldErrors ?? {}).map(([id, sentence]): FieldFault => {
    const field = fieldNamed(id, move.fields) ?? { id, name: id };
    return { ...fieldFault(field, 'refused'), said: sentence };
  });
  return problem(
    'fields-refused',
    { ticket: key, move: printable(move.name), faults, ...(said !== undefined && { said }) },
    { cause: refusal, move: moveView(move, names), faults },
  );
}

export function fieldFault(
  { id, name }: Pick<MoveField, 'id' | 'name'>,
  fault: FieldFaultKind,
  values?: readonly string[],
): FieldFault {
  return { id, name: shown(name), fault, ...(values && { values: shownValues(values) }) };
}

/** Returns what is wrong with the value of a field of the screen; for a choice with the allowed values. */
export function valueFault(field: MoveField, kind: FieldFaultKind): FieldFault {
  const labels = kind === 'not-allowed' ? field.options?.map(({ label }) => label) : undefined;
  return fieldFault(field, kind, labels);
}

/** Returns a field as a sentence names it. */
export function askedField({ id, name, control, options, type }: MoveField): AskedField {
  return {
    id,
    name: shown(name),
    control,
    ...(options && { values: shownValues(options.map(({ label }) => label)) }),
    ...(type !== undefined && { type }),
  };
}

/** Returns the first labels, and an ellipsis if there are more. */
function shownValues(labels: readonly string[]): string[] {
  const first = labels.slice(0, maxShownValues).map(shown);
  return labels.length > maxShownValues ? [...first, '…'] : first;
}

function shown(text: string): string {
  return printable(text).slice(0, maxShownCharacters);
}
