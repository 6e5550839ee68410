import { element } from '../../shell/element.ts';
import { createFieldRow, type FieldControl, type FieldInput, isAsked, valuesOf } from './field-facts.ts';

/** Asks for one of the allowed values. */
export function createSelectField(input: FieldInput): FieldControl {
  const { field, entry, texts, onEdit } = input;
  const { options = [] } = field;
  const select = element<HTMLSelectElement>('select', {});
  const empty = isAsked(field) ? texts.choose : texts.none;
  select.append(
    element('option', { value: '' }, empty),
    ...options.map(({ id, label }) => element('option', { value: id }, label)),
  );
  const [before = ''] = valuesOf(entry);
  select.value = options.some(({ id }) => id === before) ? before : '';
  const row = createFieldRow(input, select);
  select.addEventListener('change', () => {
    row.setFault('');
    const chosen = options.find(({ id }) => id === select.value);
    onEdit(chosen && { value: chosen.id, shown: chosen.label });
  });
  return {
    root: row.root,
    fault: () => (isAsked(field) && select.value === '' ? texts.missing : ''),
    setFault: row.setFault,
    focus: () => select.focus(),
  };
}
