import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterChange, orderChange } from '#protocol/order-change.ts';

const change = (before: string, after: string) => orderChange([...before], [...after]);

describe('the change of an order', () => {
  it('is one removal and one insertion if one id moves', () => {
    expect(change('abcde', 'bcdea')).toEqual({ removed: [0], inserted: [[4, 'a']] });
    expect(change('abcde', 'eabcd')).toEqual({ removed: [4], inserted: [[0, 'e']] });
  });

  it('has only what came and what went', () => {
    expect(change('abc', 'axc')).toEqual({ removed: [1], inserted: [[1, 'x']] });
    expect(change('abc', 'ab')).toEqual({ removed: [2] });
    expect(change('', 'ab')).toEqual({
      inserted: [
        [0, 'a'],
        [1, 'b'],
      ],
    });
    expect(change('abc', 'abc')).toBeUndefined();
  });

  it('leads from any order to any other', () => {
    const order = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 30 });
    fc.assert(
      fc.property(order, order, (before, after) => {
        expect(afterChange(before, orderChange(before, after) ?? {})).toEqual(after);
      }),
    );
  });
});
