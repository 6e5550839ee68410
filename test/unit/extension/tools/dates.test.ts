import { expect, it } from 'vitest';
import { todayOf } from '../../../../extension/tools/dates.ts';

it("today follows the reader's calendar, not UTC", () => {
  expect(todayOf(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
  expect(todayOf(new Date(2026, 10, 24, 23, 59))).toBe('2026-11-24');
});
