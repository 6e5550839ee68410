import { describe, expect, it } from 'vitest';
import { dateOfFunction } from '../../../daemon/sandbox/jira/jql-dates.ts';

/** A Tuesday. In Tokyo it is one hour into the 25th. */
const clock = { now: new Date('2026-11-24T16:30:00.000Z'), timeZone: 'Etc/UTC' };
const tokyo = { ...clock, timeZone: 'Asia/Tokyo' };

describe('a date function of JQL', () => {
  it.each([
    ['startOfDay', [], '2026-11-24 00:00'],
    ['startOfDay', ['-7d'], '2026-11-17 00:00'],
    ['startOfDay', ['-7'], '2026-11-17 00:00'],
    ['startOfDay', ['+1w'], '2026-12-01 00:00'],
    ['startOfDay', ['-30m'], '2026-11-23 23:30'],
    ['STARTOFDAY', ['9h'], '2026-11-24 09:00'],
    ['endOfDay', [], '2026-11-24 23:59'],
    ['endOfDay', ['-1'], '2026-11-23 23:59'],
    ['startOfWeek', [], '2026-11-22 00:00'],
    ['endOfWeek', ['-1w'], '2026-11-21 23:59'],
    ['startOfMonth', ['-1'], '2026-10-01 00:00'],
    ['endOfMonth', [], '2026-11-30 23:59'],
    ['startOfYear', ['1M'], '2026-02-01 00:00'],
    ['endOfYear', [], '2026-12-31 23:59'],
  ] as const)('%s(%j)', (name, given, moment) => {
    expect(dateOfFunction(name, given, clock)).toBe(moment);
  });

  it('counts the days of the user', () => {
    expect(dateOfFunction('startOfDay', ['-1d'], tokyo)).toBe('2026-11-24 00:00');
  });

  it('refuses another argument, and leaves other functions alone', () => {
    for (const given of [['yesterday'], ['-7x'], ['-1d', '-2d'], ['']])
      expect(() => dateOfFunction('startOfDay', given, clock)).toThrow();
    expect(dateOfFunction('currentUser', [], clock)).toBeUndefined();
  });
});
