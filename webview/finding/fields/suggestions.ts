import type { UserChoice } from '#protocol/moves.ts';
import { element } from '../../shell/element.ts';
import type { MoveTexts } from '../review.ts';

const pauseMs = 250;

export interface SuggestionsInput {
  readonly texts: MoveTexts;
  /** The name of the field. */
  readonly label: string;
  readonly find: (query: string) => Promise<readonly UserChoice[]>;
  readonly onChoose: (chosen: UserChoice) => void;
}

/**
 * Makes a box of text a combobox: a list of found users below it. The arrows move in the list while the focus stays in the
 * box, Enter takes the marked one, Escape closes the list.
 */
export function createSuggestions(
  box: HTMLInputElement,
  { texts, label, find, onChoose }: SuggestionsInput,
): { readonly root: HTMLElement } {
  const list = element('ul', { role: 'listbox', id: `${box.id}-list`, 'aria-label': label });
  const state = element('p', { class: 'help', role: 'status' });
  const root = element('div', { class: 'suggestions' }, list, state);
  let found: readonly UserChoice[] = [];
  let marked = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let searches = 0;
  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id };
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);

  function mark(index: number): void {
    marked = index;
    for (const [position, row] of [...list.children].entries()) {
      row.setAttribute('aria-selected', String(position === index));
      if (position === index) row.scrollIntoView({ block: 'nearest' });
    }
    if (index < 0) box.removeAttribute('aria-activedescendant');
    else box.setAttribute('aria-activedescendant', `${list.id}-${index}`);
  }
  function show(users: readonly UserChoice[], sentence: string): void {
    found = users;
    list.replaceChildren(...users.map(rowOf));
    list.hidden = users.length === 0;
    state.textContent = sentence;
    box.setAttribute('aria-expanded', String(users.length > 0));
    mark(-1);
  }
  function close(): void {
    clearTimeout(timer);
    searches += 1;
    show([], '');
  }
  function rowOf(user: UserChoice, index: number): HTMLElement {
    const { name, detail } = user;
    const row = element(
      'li',
      { role: 'option', id: `${list.id}-${index}`, 'aria-selected': 'false' },
      name,
      detail === undefined ? undefined : element('span', { class: 'detail' }, ` ${detail}`),
    );
    // Before the box loses the focus.
    row.addEventListener('mousedown', (event) => {
      event.preventDefault();
      take(user);
    });
    return row;
  }
  function take(user: UserChoice): void {
    close();
    onChoose(user);
  }
  async function search(): Promise<void> {
    const mine = ++searches;
    state.textContent = texts.searching;
    try {
      const query = box.value.trim();
      const users = await find(query);
      if (mine !== searches) return;
      show(users, users.length === 0 ? texts.noPerson : '');
      if (query !== '' && users.length > 0) mark(0);
    } catch (error) {
      if (mine === searches) show([], error instanceof Error ? error.message : String(error));
    }
  }
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(), pauseMs);
  });
  box.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const isOpen = found.length > 0;
    const chosen = found[marked];
    if (event.key === 'ArrowDown' && !isOpen) void search();
    else if (event.key === 'ArrowDown') mark((marked + 1) % found.length);
    else if (event.key === 'ArrowUp' && isOpen) mark((marked <= 0 ? found.length : marked) - 1);
    else if (event.key === 'Enter' && chosen) take(chosen);
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  close();
  return { root };
}
