import { expect, it } from 'vitest';
import { timeAgo } from '../../../daemon/commands/time-ago.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

it.each([
  ['2026-11-24T11:59:40Z', undefined, undefined],
  ['2026-11-24T11:55:00Z', '5 minutes ago', '5 分前'],
  ['2026-11-24T10:30:00Z', '1 hour ago', '1 時間前'],
  ['2026-11-21T12:00:00Z', '3 days ago', '3 日前'],
  // The clock was set back.
  ['2026-11-24T13:00:00Z', undefined, undefined],
])('%s is %s, %s', (at, en, ja) => {
  expect(timeAgo(at, 'en', now)).toBe(en);
  expect(timeAgo(at, 'ja', now)).toBe(ja);
});
