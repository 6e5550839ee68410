import { describe, expect, it } from 'vitest';
import { dueStateOf, localDay } from '#protocol/due.ts';

const today = '2026-11-24';
const due = (date: string | undefined, state: 'todo' | 'review' | 'done' = 'todo') =>
  dueStateOf({ state, ...(date !== undefined && { due: date }) }, today);

describe('a due date', () => {
  it.each([
    ['2026-11-23', { state: 'overdue', days: -1 }],
    ['2025-11-24', { state: 'overdue', days: -365 }],
    ['2026-11-24', { state: 'due-soon', days: 0 }],
    ['2026-12-01', { state: 'due-soon', days: 7 }],
    ['2026-12-02', { state: 'later', days: 8 }],
  ])('%s is, by the calendar', (date, expected) => {
    expect(due(date)).toEqual(expected);
  });

  it('says nothing without a date that exists, and if the ticket does not wait for its developer', () => {
    expect([due(undefined), due('soon'), due('2026-11-23', 'review'), due('2026-11-23', 'done')]).toEqual(
      Array(4).fill(undefined),
    );
    expect(dueStateOf(undefined, today)).toBeUndefined();
  });

  it('counts calendar days across a change of the clock', () => {
    expect(dueStateOf({ state: 'todo', due: '2026-10-26' }, '2026-10-24')?.days).toBe(2);
  });

  it('is compared with the day of the reader, not with the day of UTC', () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Asia/Tokyo';
      expect(localDay(new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24');
      process.env.TZ = 'America/Los_Angeles';
      expect(localDay(new Date('2026-11-24T06:00:00.000Z'))).toBe('2026-11-23');
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
