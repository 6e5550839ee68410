import type { FieldEntries, FieldEntry, MoveField } from '#protocol/move-fields.ts';
import { foldedName } from '../state.ts';
import type { TicketTransition } from '../ticket.ts';

/** Returns the fields that Jira requires for a move and does not fill in itself. */
export function askedFields({ fields }: Pick<TicketTransition, 'fields'>): readonly MoveField[] {
  return fields.filter(({ required, hasDefault }) => required && hasDefault !== true);
}

/** Returns the asked fields that have no value yet. */
export function missingFields(
  move: Pick<TicketTransition, 'fields'>,
  filled: FieldEntries,
): readonly MoveField[] {
  return askedFields(move).filter((field) => isEmpty(entryOf(field, filled)));
}

/** Returns the value that was given for a field, by its id or its name. */
export function entryOf({ id, name }: MoveField, filled: FieldEntries): FieldEntry | undefined {
  if (Object.hasOwn(filled, id)) return filled[id];
  return Object.entries(filled).find(([given]) => foldedName(given) === foldedName(name))?.[1];
}

/** Returns whether the move's screen has every field that was given. */
export function takesFields({ fields }: Pick<TicketTransition, 'fields'>, filled: FieldEntries): boolean {
  return Object.keys(filled).every((given) => fieldNamed(given, fields) !== undefined);
}

/** Returns the field with this id or name. */
export function fieldNamed(given: string, fields: readonly MoveField[]): MoveField | undefined {
  return (
    fields.find(({ id }) => id === given) ?? fields.find(({ name }) => foldedName(name) === foldedName(given))
  );
}

/** Returns whether there is no value: an empty text, or an empty list. */
export function isEmpty(entry: FieldEntry | undefined): boolean {
  if (entry === undefined) return true;
  const { value } = entry;
  return typeof value === 'string' ? value.trim() === '' : value.every((part) => part.trim() === '');
}
