import { expect, it } from 'vitest';
import type { MoveField } from '#protocol/move-fields.ts';
import { fieldsOf, withPeople } from '../../../daemon/commands/field-options.ts';
import { textsOf } from '../../../daemon/server/texts/say.ts';

it('a field that is given twice has two values, however its name is written', () => {
  expect(fieldsOf({ field: ['Root cause=Other', 'root CAUSE=Template', 'Labels=a'] })).toEqual({
    'Root cause': { value: ['Other', 'Template'] },
    Labels: { value: 'a' },
  });
  expect(fieldsOf({ field: ['Note=a=b'] })).toEqual({ Note: { value: 'a=b' } });
  expect(() => fieldsOf({ field: ['=x'] })).toThrow();
});

it('people are kept with their names, which a page shows in place of their ids', async () => {
  const people = [
    { id: '712020:one', name: 'Haruka Sato', detail: 'haruka@example.com' },
    { id: '712020:two', name: 'Mia Weber', detail: 'mia@example.com' },
  ];
  const field = (name: string, control: MoveField['control']) => ({ id: name, name, control }) as MoveField;
  const given = fieldsOf({
    field: ['Lead=haruka@example.com', 'Team=mia weber', 'Team=712020:one', 'Note=Mia'],
  });
  const filled = await withPeople(given, {
    fields: async () => [field('Lead', 'user'), field('Team', 'users'), field('Note', 'text')],
    find: async () => people,
    texts: textsOf('en').terminal,
  });
  expect(filled).toEqual({
    Lead: { value: '712020:one', shown: 'Haruka Sato' },
    Team: {
      value: ['712020:two', '712020:one'],
      shown: 'Mia Weber, Haruka Sato',
      names: ['Mia Weber', 'Haruka Sato'],
    },
    Note: { value: 'Mia' },
  });
});

it('a person is found with blanks around the name, in any case, and none is chosen for an empty value', async () => {
  const people = [
    { id: 'one', name: 'Anna Berg', detail: 'anna@example.com' },
    { id: 'two', name: 'Anna Bergmann', detail: 'bergmann@example.com' },
  ];
  const filled = (...given: string[]) =>
    withPeople(fieldsOf({ field: given }), {
      fields: async () => [{ id: 'f1', name: 'Code Reviewer', control: 'user' } as MoveField],
      find: async () => people,
      texts: textsOf('en').terminal,
    });
  const anna = { value: 'one', shown: 'Anna Berg' };
  expect(await filled('Code Reviewer= Anna Berg ')).toEqual({ 'Code Reviewer': anna });
  expect(await filled('code  reviewer=Anna@Example.com')).toEqual({ 'code  reviewer': anna });
  expect(await filled('Code Reviewer=')).toEqual({ 'Code Reviewer': { value: '' } });
});
