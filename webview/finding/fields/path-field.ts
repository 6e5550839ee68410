import { element } from '../../shell/element.ts';
import { createFieldRow, type FieldControl, type FieldInput, isAsked, valuesOf } from './field-facts.ts';

/** Asks for an allowed value and one of its children. */
export function createPathField(input: FieldInput): FieldControl {
  const { field, entry, texts, onEdit } = input;
  const { options = [] } = field;
  const first = element<HTMLSelectElement>('select', {});
  const second = element<HTMLSelectElement>('select', { 'aria-label': field.name });
  const empty = () => element('option', { value: '' }, isAsked(field) ? texts.choose : texts.none);
  first.append(empty(), ...options.map(({ id, label }) => element('option', { value: id }, label)));
  const parent = () => options.find(({ id }) => id === first.value);
  const showChildren = (chosen: string) => {
    const children = parent()?.children ?? [];
    const none = element('option', { value: '' }, texts.none);
    second.replaceChildren(none, ...children.map(({ id, label }) => element('option', { value: id }, label)));
    second.value = children.some(({ id }) => id === chosen) ? chosen : '';
    second.hidden = children.length === 0;
  };
  const row = createFieldRow(input, first, second);
  second.id = `${first.id}-child`;
  const [before = '', child = ''] = valuesOf(entry);
  first.value = options.some(({ id }) => id === before) ? before : '';
  showChildren(child);

  const edited = () => {
    row.setFault('');
    const path = [parent(), parent()?.children?.find(({ id }) => id === second.value)].filter(
      (option) => option !== undefined,
    );
    const entryOfPath = {
      value: path.map(({ id }) => id),
      shown: path.map(({ label }) => label).join(' › '),
    };
    onEdit(path.length > 0 ? entryOfPath : undefined);
  };
  first.addEventListener('change', () => {
    showChildren('');
    edited();
  });
  second.addEventListener('change', edited);
  return {
    root: row.root,
    fault: () => (isAsked(field) && first.value === '' ? texts.missing : ''),
    setFault: row.setFault,
    focus: () => first.focus(),
  };
}
