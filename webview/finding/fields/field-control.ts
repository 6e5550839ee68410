import type { FieldControl, FieldInput } from './field-facts.ts';
import { createListField } from './list-field.ts';
import { createPathField } from './path-field.ts';
import { createSelectField } from './select-field.ts';
import { createTextField } from './text-field.ts';
import { createUserField } from './user-field.ts';

/** Returns the control for a field; `undefined` if Guardrail has none for its type. */
export function createFieldControl(input: FieldInput): FieldControl | undefined {
  switch (input.field.control) {
    case 'select':
      return createSelectField(input);
    case 'cascading':
      return createPathField(input);
    case 'multi-select':
      return createListField(input);
    case 'user':
    case 'users':
      return createUserField(input);
    case 'unsupported':
      return undefined;
    default:
      return createTextField(input);
  }
}
