import { describe, expect, it } from 'vitest';
import { ageOf, readSince, todayOf } from '../../../../extension/tools/dates.ts';

const now = new Date('2026-11-24T12:00:00Z');

describe('dates', () => {
  it("follow the reader's calendar, not UTC", () => {
    expect(todayOf(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
    expect(todayOf(new Date(2026, 10, 24, 23, 59))).toBe('2026-11-24');
  });

  it.each([
    ['just now', '2026-11-24T11:59:50Z'],
    ['just now', '2026-11-24T12:00:30Z'],
    ['119 min ago', '2026-11-24T10:01:00Z'],
    ['2 h ago', '2026-11-24T10:00:00Z'],
    ['2 days ago', '2026-11-22T12:00:00Z'],
  ])('are %s', (age, moment) => {
    expect(ageOf(moment, now)).toBe(age);
  });

  it('have their own text for a reading that never happened', () => {
    expect(readSince(undefined, now)).toBe('never read');
    expect(readSince('2026-11-24T10:00:00Z', now)).toBe('read 2 h ago');
  });
});
