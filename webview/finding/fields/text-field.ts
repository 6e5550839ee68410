import { type FieldEntry, type MoveField, maxFieldCharacters } from '#protocol/move-fields.ts';
import { element } from '../../shell/element.ts';
import { createFieldRow, type FieldControl, type FieldInput } from './field-facts.ts';
import { typedValue } from './typed-value.ts';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Asks for a text, a number, a day, a time or labels. */
export function createTextField(input: FieldInput): FieldControl {
  const { field, entry, texts, onEdit } = input;
  const control = controlFor(field);
  control.maxLength = maxFieldCharacters;
  control.value = shownValue(field, entry);
  const row = createFieldRow(input, control);
  control.addEventListener('input', () => {
    row.setFault('');
    const typed = typedValue({ ...field, required: false }, control.value);
    // A text that is not a value yet is kept as typed, so that nothing is lost.
    const value = typed.ok ? typed.value : control.value;
    onEdit(value === '' ? undefined : { value });
  });
  return {
    root: row.root,
    fault() {
      const isHalfTyped = control instanceof HTMLInputElement && control.validity.badInput;
      const typed = typedValue(field, control.value);
      if (typed.ok && !isHalfTyped) return '';
      const kind = isHalfTyped ? field.control : typed.ok ? 'missing' : typed.fault;
      return { missing: texts.missing, number: texts.number, date: texts.date, datetime: texts.datetime }[
        kind as 'missing' | 'number' | 'date' | 'datetime'
      ];
    },
    setFault: row.setFault,
    focus: () => control.focus(),
  };
}

function controlFor({ control }: MoveField): TextControl {
  switch (control) {
    case 'textarea':
      return element<HTMLTextAreaElement>('textarea', { rows: '4' });
    case 'date':
      return element<HTMLInputElement>('input', { type: 'date', max: '9999-12-31' });
    case 'datetime':
      return element<HTMLInputElement>('input', { type: 'datetime-local', max: '9999-12-31T23:59' });
    case 'number':
      return element<HTMLInputElement>('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off' });
    default:
      return element<HTMLInputElement>('input', { type: 'text', autocomplete: 'off' });
  }
}

function shownValue({ control }: MoveField, entry: FieldEntry | undefined): string {
  if (entry === undefined) return '';
  const { value } = entry;
  if (typeof value !== 'string') return value.join(' ');
  return control === 'datetime' ? localTime(value) : value;
}

/** Returns a moment in the form of the browser's control, in local time: `2026-11-30T09:00`. */
function localTime(moment: string): string {
  const time = new Date(moment);
  if (Number.isNaN(time.getTime())) return '';
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
