import { expect, test } from 'vitest';
import {
  placeOfStack,
  stackNameOf,
  stateFrom,
} from '../../../../../daemon/integrations/aws/cloudformation/stack-state.ts';

const id = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/0a1b';

test.each([
  ['a Date', new Date('2026-11-24T09:00:00Z')],
  ['text', '2026-11-24T09:00:00Z'],
  ['text in another zone', '2026-11-24T18:00:00+09:00'],
  ['epoch milliseconds', Date.UTC(2026, 10, 24, 9)],
])('a stack is dated alike by %s', (_name, at) => {
  expect(stateFrom(id, at, 'UPDATE_COMPLETE')).toEqual({
    stackId: id,
    updated: '2026-11-24T09:00:00.000Z',
    changing: false,
  });
});

test('a date of another form still tells one state from the next; without any there is no state', () => {
  expect(stateFrom(id, 'last Tuesday', undefined)?.updated).toBe('last Tuesday');
  expect(stateFrom(id, undefined, 'CREATE_COMPLETE')).toBeUndefined();
});

test.each(['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'])(
  '%s is not the last word',
  (status) => {
    expect(stateFrom(id, 0, status)?.changing).toBe(true);
  },
);

test('its ARN says its place and its name', () => {
  expect(placeOfStack(id)).toEqual({ account: '111122223333', region: 'eu-west-1' });
  expect(stackNameOf(id)).toBe('shop');
  expect(placeOfStack('arn:stack/shop')).toBeUndefined();
});
