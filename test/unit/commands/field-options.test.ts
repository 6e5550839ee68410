import { expect, it } from 'vitest';
import { fieldsOf } from '../../../daemon/commands/field-options.ts';

it('a field that is given twice has two values, however its name is written', () => {
  expect(fieldsOf({ field: ['Root cause=Other', 'root CAUSE=Template', 'Labels=a'] })).toEqual({
    'Root cause': { value: ['Other', 'Template'] },
    Labels: { value: 'a' },
  });
  expect(fieldsOf({ field: ['Note=a=b'] })).toEqual({ Note: { value: 'a=b' } });
  expect(() => fieldsOf({ field: ['=x'] })).toThrow();
});
