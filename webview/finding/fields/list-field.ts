import { element } from '../../shell/element.ts';
import { listOf } from '../../shell/lists.ts';
import { createFieldRow, type FieldControl, type FieldInput, isAsked, valuesOf } from './field-facts.ts';

/** A longer list has a box that filters it. */
const maxUnfilteredRows = 12;

/** Asks for several of the allowed values. */
export function createListField(input: FieldInput): FieldControl {
  const { field, entry, texts, onEdit } = input;
  const { options = [] } = field;
  const before = new Set(valuesOf(entry));
  const rows = options.map(({ id, label }, index) => {
    const box = element<HTMLInputElement>('input', { type: 'checkbox', id: `field-${field.id}-${index}` });
    box.checked = before.has(id);
    return { id, label, box, root: element('label', { class: 'choice', for: box.id }, box, ` ${label}`) };
  });
  const filter = element<HTMLInputElement>('input', {
    ...{ type: 'text', autocomplete: 'off', placeholder: texts.filter },
    ...{ 'aria-label': `${field.name}: ${texts.filter}`, id: `field-${field.id}-filter` },
  });
  filter.hidden = options.length <= maxUnfilteredRows;
  const list = element('div', { class: 'choices' }, ...rows.map(({ root }) => root));
  const group = element<HTMLFieldSetElement>('fieldset', {}, filter, list);
  const row = createFieldRow(input, group);
  const chosen = () => rows.filter(({ box }) => box.checked);
  filter.addEventListener('input', () => {
    const wanted = filter.value.trim().toLowerCase();
    // Chosen values stay in the list, whatever is typed.
    for (const { box, label, root } of rows)
      root.hidden = !box.checked && !label.toLowerCase().includes(wanted);
  });
  list.addEventListener('change', () => {
    row.setFault('');
    const values = chosen();
    onEdit(
      values.length > 0
        ? { value: values.map(({ id }) => id), shown: listOf(values.map(({ label }) => label)) }
        : undefined,
    );
  });
  return {
    root: row.root,
    fault: () => (isAsked(field) && chosen().length === 0 ? texts.missing : ''),
    setFault: row.setFault,
    focus: () => (filter.hidden ? rows[0]?.box : filter)?.focus(),
  };
}
