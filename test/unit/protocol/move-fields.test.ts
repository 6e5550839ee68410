import { describe, expect, it } from 'vitest';
import { fieldEntry, maxFieldValues, peopleOf } from '#protocol/move-fields.ts';
import { parseParams } from '../../../daemon/server/listen/params.ts';

it('as many people as a field takes can be sent with their names', () => {
  const names = Array.from(
    { length: maxFieldValues },
    (_, number) => `Developer Number ${number} (Payments)`,
  );
  const entry = { value: names.map((_, number) => `id-${number}`), shown: names.join(', '), names };
  expect(parseParams(fieldEntry, entry)).toEqual({ ok: true, params: entry });
});

describe('the people of a field', () => {
  it('have their own names, whatever separates them in the text that the user saw', () => {
    const names = ['Sato, Aiko', 'Rei'];
    const people = [
      { id: 'a', name: 'Sato, Aiko' },
      { id: 'b', name: 'Rei' },
    ];
    for (const shown of ['Sato, Aiko、Rei', 'Sato, Aiko, Rei'])
      expect(peopleOf({ value: ['a', 'b'], shown, names })).toEqual(people);
  });

  it('are named by the text if it is about one, and otherwise by their ids', () => {
    expect(peopleOf({ value: 'a', shown: 'Sato, Aiko' })).toEqual([{ id: 'a', name: 'Sato, Aiko' }]);
    expect(peopleOf({ value: ['a'], shown: 'Sato, Aiko' })).toEqual([{ id: 'a', name: 'Sato, Aiko' }]);
    expect(peopleOf({ value: ['a', 'b'], shown: 'Aiko, Rei' })).toEqual([
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b' },
    ]);
    expect(peopleOf({ value: ['a', 'b'], names: ['Aiko'] }).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(peopleOf({ value: '' })).toEqual([]);
  });
});
