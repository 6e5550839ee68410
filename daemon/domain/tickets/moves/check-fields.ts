import type { FieldEntries } from '#protocol/move-fields.ts';
import type { FieldFault } from '../../problems/tickets.ts';
import type { StatusNames, TicketRecord, TicketTransition } from '../ticket.ts';
import { entryOf, fieldNamed, isEmpty, missingFields } from './asked-fields.ts';
import { fieldFault, fieldsInvalid, moveNeedsFields, valueFault } from './field-problems.ts';
import { checkValue } from './field-value.ts';
import type { FilledField } from './filled-field.ts';

/**
 * Returns the fields to send with a move: each that has a value, in the form of its control.
 * @param filled By the id or the name of the field.
 * @throws Problem `fields-invalid` (with every fault), `move-needs-fields`.
 */
export function checkFields(
  ticket: TicketRecord,
  move: TicketTransition,
  filled: FieldEntries,
  names: StatusNames,
): readonly FilledField[] {
  const faults: FieldFault[] = Object.keys(filled)
    .filter((given) => fieldNamed(given, move.fields) === undefined)
    .map((given) => fieldFault({ id: given, name: given }, 'unknown'));
  const sound: FilledField[] = [];
  for (const field of move.fields) {
    const entry = entryOf(field, filled);
    if (entry === undefined || isEmpty(entry)) continue;
    const checked = checkValue(field, entry.value);
    if (!checked.ok) faults.push(valueFault(field, checked.fault));
    else if (field.control !== 'unsupported')
      sound.push({ id: field.id, control: field.control, value: checked.value });
  }
  if (faults.length > 0) throw fieldsInvalid(ticket, move, faults, names);
  if (missingFields(move, filled).length > 0) throw moveNeedsFields(ticket, move, filled, names);
  return sound;
}
