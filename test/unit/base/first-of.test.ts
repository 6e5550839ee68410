import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstOf } from '../../../daemon/base/first-of.ts';

it('the first items are those that sorting everything gives', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 300 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 40 }), (items, maxItems) => {
      const byNumber = (a: number, b: number) => a - b;
      expect(firstOf(items, maxItems, byNumber)).toEqual(items.toSorted(byNumber).slice(0, maxItems));
    }),
  );
});
