import { describe, expect, it } from 'vitest';
import { localTimeIn, minutesOf } from '../../../../daemon/domain/notifications/local-time.ts';
import { isQuiet } from '../../../../daemon/domain/notifications/quiet-hours.ts';

/** Returns whether it is quiet in a time zone at a moment in UTC. */
const quietAt = (range: string, moment: string, timeZone = 'UTC') =>
  isQuiet(range, localTimeIn(timeZone, new Date(moment)).minutes);

describe('quiet hours', () => {
  it.each([
    ['18:59', false],
    ['19:00', true],
    ['23:59', true],
    ['00:00', true],
    ['08:29', true],
    ['08:30', false],
    ['12:00', false],
  ])('that span midnight: at %s %s', (time, expected) => {
    expect(isQuiet('19:00-08:30', minutesOf(time) ?? -1)).toBe(expected);
  });

  it('within one day end before their last minute', () => {
    expect(isQuiet('12:00-13:00', 12 * 60)).toBe(true);
    expect(isQuiet('12:00-13:00', 13 * 60)).toBe(false);
    expect(isQuiet('12:00-13:00', 0)).toBe(false);
  });

  it.each([undefined, '', '19:00', '19:00-', '25:00-08:00', '19:00-08:30-09:00', 'night', '08:00-08:00'])(
    'that are no range (%s) are never quiet',
    (range) => {
      for (let minutes = 0; minutes < 1440; minutes += 30) expect(isQuiet(range, minutes)).toBe(false);
    },
  );

  it('count by the clock of the window, not of the machine', () => {
    expect(quietAt('19:00-08:30', '2026-11-29T10:30:00Z', 'Asia/Tokyo')).toBe(true);
    expect(quietAt('19:00-08:30', '2026-11-29T10:30:00Z', 'Europe/Berlin')).toBe(false);
    expect(quietAt('19:00-08:30', '2026-11-29T10:30:00Z', 'No/Where')).toBe(false);
  });

  it('follow the clock when it is put forward or back', () => {
    // Berlin, 29 March 2026: 01:59 is followed by 03:00. 25 October: 02:59 is followed by 02:00.
    expect(quietAt('02:30-06:00', '2026-03-29T00:59:00Z', 'Europe/Berlin')).toBe(false);
    expect(quietAt('02:30-06:00', '2026-03-29T01:00:00Z', 'Europe/Berlin')).toBe(true);
    expect(quietAt('22:00-02:30', '2026-10-25T00:20:00Z', 'Europe/Berlin')).toBe(true);
    expect(quietAt('22:00-02:30', '2026-10-25T00:40:00Z', 'Europe/Berlin')).toBe(false);
    expect(quietAt('22:00-02:30', '2026-10-25T01:10:00Z', 'Europe/Berlin')).toBe(true);
  });
});

describe('a local time', () => {
  it('has the calendar day of its time zone', () => {
    const moment = new Date('2026-12-31T15:05:00Z');
    expect(localTimeIn('Asia/Tokyo', moment)).toEqual({ day: '2027-01-01', minutes: 5 });
    expect(localTimeIn('America/Los_Angeles', moment)).toEqual({ day: '2026-12-31', minutes: 7 * 60 + 5 });
    expect(localTimeIn('Asia/Kathmandu', moment)).toEqual({ day: '2026-12-31', minutes: 20 * 60 + 50 });
  });
});
