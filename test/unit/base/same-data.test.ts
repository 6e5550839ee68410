import { expect, it } from 'vitest';
import { isSameData } from '../../../daemon/base/same-data.ts';

it.each([
  [{ a: 1, b: [{ c: 'x' }] }, { b: [{ c: 'x' }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [[1, 2], [1, 2, 3], false],
  [[1], { 0: 1 }, false],
  [null, {}, false],
  ['x', 'x', true],
])('compares %j with %j', (one, other, expected) => {
  expect(isSameData(one, other)).toBe(expected);
  expect(isSameData(other, one)).toBe(expected);
});
