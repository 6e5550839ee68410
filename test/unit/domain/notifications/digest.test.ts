import { describe, expect, it } from 'vitest';
import { isDigestDue } from '../../../../daemon/domain/notifications/digest.ts';

const due = (
  now: string,
  last: string,
  { digestTime = '09:00', timeZone = 'UTC' }: { digestTime?: string; timeZone?: string } = {},
) => isDigestDue({ now: new Date(now), last, digestTime, timeZone });

describe('the digest', () => {
  it('is due once a day, from its time on', () => {
    expect(due('2026-11-29T08:59:00Z', '2026-11-28T09:00:00Z')).toBe(false);
    expect(due('2026-11-29T09:00:00Z', '2026-11-28T09:00:00Z')).toBe(true);
    expect(due('2026-11-29T17:00:00Z', '2026-11-28T09:00:00Z')).toBe(true);
    expect(due('2026-11-29T17:00:00Z', '2026-11-29T09:00:00Z')).toBe(false);
  });

  it('is due on the next day even if the last one came late', () => {
    expect(due('2026-11-29T09:00:00Z', '2026-11-28T23:50:00Z')).toBe(true);
  });

  it('is due once after several days without a window', () => {
    expect(due('2026-11-29T09:00:00Z', '2026-11-02T09:00:00Z')).toBe(true);
  });

  it('follows the day of the window', () => {
    const tokyo = { timeZone: 'Asia/Tokyo' };
    expect(due('2026-11-29T00:00:00Z', '2026-11-28T00:00:00Z', tokyo)).toBe(true);
    // In Tokyo it is already the day on which the last one was said.
    expect(due('2026-11-29T01:00:00Z', '2026-11-28T23:00:00Z', tokyo)).toBe(false);
  });

  it('is due on a day on which the clock skips its time', () => {
    const berlin = { timeZone: 'Europe/Berlin', digestTime: '02:30' };
    expect(due('2026-03-29T00:59:00Z', '2026-03-28T08:00:00Z', berlin)).toBe(false);
    expect(due('2026-03-29T01:00:00Z', '2026-03-28T08:00:00Z', berlin)).toBe(true);
  });

  it('is not due again when its time comes twice', () => {
    const berlin = { timeZone: 'Europe/Berlin', digestTime: '02:30' };
    expect(due('2026-10-25T00:30:00Z', '2026-10-24T08:00:00Z', berlin)).toBe(true);
    expect(due('2026-10-25T01:30:00Z', '2026-10-25T00:30:00Z', berlin)).toBe(false);
  });

  it('is not due when the clock was set back', () => {
    expect(due('2026-11-29T09:30:00Z', '2026-12-05T09:00:00Z')).toBe(false);
  });

  it('comes at nine if its time is no time', () => {
    expect(due('2026-11-29T08:59:00Z', '2026-11-28T09:00:00Z', { digestTime: 'soon' })).toBe(false);
    expect(due('2026-11-29T09:00:00Z', '2026-11-28T09:00:00Z', { digestTime: 'soon' })).toBe(true);
  });
});
