import { peopleOf } from '#protocol/move-fields.ts';
import type { UserChoice } from '#protocol/moves.ts';
import { element } from '../../shell/element.ts';
import { listOf } from '../../shell/lists.ts';
import { createFieldRow, type FieldControl, type FieldInput, isAsked } from './field-facts.ts';
import { createSuggestions } from './suggestions.ts';

type Person = Pick<UserChoice, 'id' | 'name'>;

/** Asks for a user of the site, or for several. The list follows the typed name after a pause. */
export function createUserField(input: FieldInput): FieldControl {
  const { field, entry, texts, onEdit, find } = input;
  const isMany = field.control === 'users';
  let chosen: Person[] = entry ? peopleOf(entry) : [];
  const box = element<HTMLInputElement>('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
  const people = element('ul', { class: 'people', 'aria-label': `${field.name}: ${texts.people}` });
  const row = createFieldRow(input, box);
  const suggestions = createSuggestions(box, { texts, label: field.name, find, onChoose: choose });
  row.root.querySelector('.control')?.append(suggestions.root);
  if (isMany) row.root.querySelector('.control')?.before(people);

  function choose({ id, name }: Person): void {
    chosen = isMany ? [...chosen.filter((person) => person.id !== id), { id, name }] : [{ id, name }];
    show();
    report();
  }
  function report(): void {
    row.setFault('');
    const [first] = chosen;
    const names = chosen.map(({ name }) => name);
    const several = { value: chosen.map(({ id }) => id), shown: listOf(names), names };
    onEdit(first && (isMany ? several : { value: first.id, shown: first.name }));
  }
  function show(): void {
    box.value = isMany ? '' : (chosen[0]?.name ?? '');
    people.hidden = chosen.length === 0;
    people.replaceChildren(...(isMany ? chosen.map(personRow) : []));
  }
  function personRow({ id, name }: Person): HTMLElement {
    const remove = element(
      'button',
      { type: 'button', 'aria-label': texts.remove.replace('{0}', name) },
      '×',
    );
    remove.addEventListener('click', () => {
      chosen = chosen.filter((person) => person.id !== id);
      show();
      report();
      box.focus();
    });
    return element('li', {}, name, ' ', remove);
  }
  box.addEventListener('input', () => {
    // A changed name is no longer the chosen person's.
    if (!isMany && chosen.length > 0) {
      chosen = [];
      report();
    }
    row.setFault('');
  });
  show();

  return {
    root: row.root,
    fault() {
      if (box.value.trim() !== '' && (isMany || chosen.length === 0)) return texts.choosePerson;
      return isAsked(field) && chosen.length === 0 ? texts.missing : '';
    },
    setFault: row.setFault,
    focus: () => box.focus(),
  };
}
