import type { MoveField } from '#protocol/move-fields.ts';
import type { AskedField, FieldFault } from '../../../domain/problems/tickets.ts';
import { withoutFullStop } from '../parts.ts';
import type { Texts } from '../texts.ts';

const forms: Readonly<Record<AskedField['control'], string>> = {
  text: 'a text',
  textarea: 'a text',
  number: 'a number',
  date: 'a date such as 2026-11-30',
  datetime: 'a time such as 2026-11-30T09:00+00:00',
  select: 'one of',
  'multi-select': 'some of',
  cascading: 'one of',
  user: 'a person',
  users: 'people',
  labels: 'labels',
  unsupported: 'only in Jira',
};

/** `"Root cause" (one of Human error, Configuration), "Reviewer" (a person)` */
export function listedFields(fields: readonly AskedField[]): string {
  return fields.map((field) => `"${field.name}" (${formOf(field)})`).join(', ');
}

/** Returns the form of a field's value: `one of Human error, Configuration`. */
export function fieldForm({ options, ...field }: MoveField): string {
  return formOf(options ? { ...field, values: options.map(({ label }) => label) } : field);
}

/** Returns whether Jira requires a field. */
export function need({ required, hasDefault }: MoveField): string {
  return required ? (hasDefault ? 'Jira fills it in' : 'required') : 'optional';
}

function formOf({ control, values, type }: Pick<AskedField, 'control' | 'values' | 'type'>): string {
  if (control === 'unsupported' && type !== undefined) return `${forms[control]}: ${type}`;
  return values ? `${forms[control]} ${values.join(', ')}` : forms[control];
}

/** Returns the next step for a screen that asks for these fields. */
export function fillIn(ticket: string, asked: readonly AskedField[]): string {
  const inJira = asked.filter(({ control }) => control === 'unsupported').map(({ name }) => `"${name}"`);
  return inJira.length > 0
    ? `Guardrail cannot fill in ${inJira.join(', ')}. Open ${ticket} in Jira and make the move there. Guardrail then adds your reason.`
    : 'Fill in the fields and send it again (in a terminal with --field NAME=VALUE for each).';
}

/** Returns what is wrong with a field's value, with the field's name: a sentence. */
export function faultOfField(fault: FieldFault): string {
  return `"${fault.name}": ${fieldFault(fault)}`;
}

export const fieldFault: Texts['fieldFault'] = ({ fault, values = [], said }) => {
  switch (fault) {
    case 'missing':
      return 'Jira requires a value.';
    case 'unknown':
      return 'Jira does not ask for this field.';
    case 'unsupported':
      return 'Guardrail cannot fill in this field.';
    case 'number':
      return 'This is not a number.';
    case 'date':
      return 'This is not a date. Write it as 2026-11-30.';
    case 'datetime':
      return 'This is not a time. Write it as 2026-11-30T09:00+00:00.';
    case 'label':
      return 'A label has no spaces.';
    case 'not-allowed':
      return `Jira does not allow this value. Choose from: ${values.join(', ')}.`;
    case 'too-long':
      return 'This text is too long.';
    case 'too-many':
      return 'These are too many values.';
    case 'refused':
      return `${withoutFullStop(said ?? 'Jira does not allow this value')}.`;
  }
};

/** Returns Jira's own sentences: about each field, or about the whole screen. */
export function refusedFields(faults: readonly FieldFault[], said: string | undefined): string {
  if (faults.length > 0) return faults.map(faultOfField).join(' ');
  return `${withoutFullStop(said ?? 'it gave no reason')}.`;
}
