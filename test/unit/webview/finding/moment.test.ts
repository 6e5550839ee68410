import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainText } from '../../../../webview/finding/moment.ts';

const at = '2026-11-28T23:30:05.000Z';

afterEach(() => void vi.unstubAllEnvs());

describe('a text with moments', () => {
  it.each([
    ['UTC', 'Nov 28, 2026, 11:30 PM', '11:30:05 PM'],
    ['Asia/Tokyo', 'Nov 29, 2026, 8:30 AM', '8:30:05 AM'],
  ])('has them in the zone of the page: %s', (zone, moment, time) => {
    vi.stubEnv('TZ', zone);
    const shown = plainText(['Made ', { at }, ' → ', { at, isTimeOnly: true }], 'en');
    expect(shown.replaceAll('\u202f', ' ')).toBe(`Made ${moment} → ${time}`);
  });

  it('is itself without them', () => {
    expect(plainText('Fixed', 'en')).toBe('Fixed');
  });
});
