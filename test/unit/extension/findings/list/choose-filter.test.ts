import { afterEach, expect, it } from 'vitest';
import { chooseFilter } from '../../../../../extension/findings/list/choose-filter.ts';
import { window } from '../../../../support/vscode/fake.ts';

/** The window of all tests, which share it. */
const fake = { ...window };
afterEach(() => {
  Object.assign(window, fake);
});

interface Row {
  readonly label: string;
  readonly description?: string;
}

/** Shows lists from which the user takes the row with this label first, and leaves the second list. */
function takeFirst(label: string) {
  const lists: Row[][] = [];
  Object.assign(window, {
    async showQuickPick(rows: Row[]) {
      lists.push(rows);
      return lists.length === 1 ? rows.find((row) => row.label === label) : undefined;
    },
  });
  return lists;
}

it('says the name of a rule without a title once', async () => {
  const lists = takeFirst('Rule…');
  const rules = [
    { value: 'corp-check', label: 'corp-check', count: 2 },
    { value: 'ENCRYPTED_VOLUMES', label: 'The volume is not encrypted', count: 1 },
  ];
  await chooseFilter({
    choice: { current: { filter: {} } },
    shown: { filterChoices: async () => ({ mine: 0, fresh: 0, rules }) },
    look: { since: undefined },
    ticketsRead: () => true,
  } as never);
  expect(lists[1]?.map(({ description }) => description)).toEqual(['2', 'ENCRYPTED_VOLUMES · 1']);
});

it('says in words which filters are on: a screen reader does not read the mark in front of a row', async () => {
  const lists = takeFirst('');
  await chooseFilter({
    choice: { current: { filter: { mine: true } } },
    shown: { filterChoices: async () => ({ mine: 3, fresh: 1 }) },
    look: { since: undefined },
    ticketsRead: () => true,
  } as never);
  const description = (label: string) => lists[0]?.find((row) => row.label === label)?.description;
  expect(description('Only Mine')).toBe('in use · 3 are assigned to you');
  expect(description('Only New')).not.toContain('in use');
});

it('shows the list of each text as it is typed', async () => {
  takeFirst('Text…');
  let type = (_text: string) => {};
  let close = () => {};
  const box = {
    value: '',
    onDidChangeValue(listener: () => void) {
      type = (text) => {
        box.value = text;
        listener();
      };
    },
    onDidAccept() {},
    onDidHide: (listener: () => void) => {
      close = listener;
    },
    show() {},
    dispose() {},
  };
  Object.assign(window, { createInputBox: () => box });
  const shown: unknown[] = [];
  const chosen = chooseFilter({
    choice: { current: { filter: {} }, change: ({ filter }: { filter: object }) => shown.push(filter) },
    shown: { filterChoices: async () => ({ mine: 0, fresh: 0 }) },
    look: { since: undefined },
    ticketsRead: () => true,
  } as never);
  await new Promise((resolve) => setImmediate(resolve));
  type('P');
  type('PAY');
  expect(shown).toEqual([{ text: 'P' }, { text: 'PAY' }]);
  close();
  await chosen;
});

it('does not say that there is no ticket while none were read', async () => {
  const lists = takeFirst('State…');
  await chooseFilter({
    choice: { current: { filter: { states: ['none'] } } },
    shown: { filterChoices: async () => ({ mine: 0, fresh: 0, states: [{ value: 'none', count: 2 }] }) },
    look: { since: undefined },
    ticketsRead: () => false,
  } as never);
  expect(lists[0]?.find(({ label }) => label === 'State…')?.description).toBe('Tickets not read yet');
  expect(lists[1]?.map(({ label }) => label)).toEqual(['Tickets not read yet']);
});
