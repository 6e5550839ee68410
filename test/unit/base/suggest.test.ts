import { expect, test } from 'vitest';
import { nearNames } from '../../../daemon/base/suggest.ts';

const teams = ['Payments', 'Platform', 'Search', 'Web Shop', 'Warehouse'];

test('a typing mistake leads to the intended name', () => {
  expect(nearNames('Paymnets', teams)).toEqual(['Payments']);
});

test('case does not hide a name', () => {
  expect(nearNames('platform', teams)[0]).toBe('Platform');
});

test('a part of a name finds it', () => {
  expect(nearNames('shop', teams)).toContain('Web Shop');
});

test('without a similar name there is no suggestion', () => {
  expect(nearNames('Quantum', teams)).toEqual([]);
});
