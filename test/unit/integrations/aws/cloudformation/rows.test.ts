import { expect, test } from 'vitest';
import { stateFrom } from '../../../../../daemon/integrations/aws/cloudformation/rows.ts';

const id = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/0a1b';

test.each([
  ['a Date', new Date('2026-11-24T09:00:00Z')],
  ['text', '2026-11-24T09:00:00Z'],
  ['text in another zone', '2026-11-24T18:00:00+09:00'],
  ['epoch milliseconds', Date.UTC(2026, 10, 24, 9)],
])('a stack has the same change time from %s', (_name, at) => {
  expect(stateFrom(id, at, 'UPDATE_COMPLETE')).toEqual({
    stackId: id,
    updated: '2026-11-24T09:00:00.000Z',
    isChanging: false,
  });
});

test('a date in another form still distinguishes two states; without a date there is no state', () => {
  expect(stateFrom(id, 'last Tuesday', undefined)?.updated).toBe('last Tuesday');
  expect(stateFrom(id, undefined, 'CREATE_COMPLETE')).toBeUndefined();
});

test.each(['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'])(
  '%s is in progress: the template may change again',
  (status) => {
    expect(stateFrom(id, 0, status)?.isChanging).toBe(true);
  },
);
