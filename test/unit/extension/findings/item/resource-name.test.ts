import { expect, it } from 'vitest';
import { nameOf, rowName } from '../../../../../extension/findings/item/resource-name.ts';

it.each([
  ['payments-exports', 'payments-exports'],
  ['arn:aws:lambda:eu-west-1:111122223333:function:refund', 'refund'],
  [
    'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188',
    '50dc6c495c0c9188',
  ],
  ['payments-production-exports-bucket-1a2b3c4d5e6f', 'payments-produc…5e6f'],
  ['subnet-03dbd7ea1c2b5ea9c', 'subnet-03dbd7ea1c2b5ea9c'],
  ['acme-payments-statements', 'acme-payments-statements'],
  ['payments-data-Database-1QA2Z3W4S5X6', 'payments-data-D…S5X6'],
  ['a-name-that-a-person-gave-to-it', 'a-name-that-a-person-…o-it'],
  ['exactly-26-characters-long', 'exactly-26-characters-long'],
  ['arn:', 'arn:'],
])('a row names %s %s', (id, shown) => {
  expect(rowName({ id })).toBe(shown);
  expect([...shown].length).toBeLessThanOrEqual(26);
  expect(nameOf({ id })).toBe(id);
});

it('is the name of a resource that has one', () => {
  expect(rowName({ id: 'AIDA123', name: 'deployer' })).toBe('deployer');
});
