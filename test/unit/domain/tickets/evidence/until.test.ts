import { describe, expect, it } from 'vitest';
import {
  isCalendarDate,
  isExpired,
  labelUntil,
  untilOf,
} from '../../../../../daemon/domain/tickets/evidence/until.ts';

describe('the last day of an intention', () => {
  it('is in a label of the ticket', () => {
    expect(untilOf(['guardrail', labelUntil('2027-01-31')])).toBe('2027-01-31');
    expect(untilOf(['guardrail', 'guardrail-until-soon', 'guardrail-until-2027-02-30'])).toBeUndefined();
    expect(untilOf([labelUntil('2027-01-31'), labelUntil('2026-12-01')])).toBe('2027-01-31');
  });

  it('ends when the day is over everywhere', () => {
    expect(isExpired('2027-01-31', '2027-02-01T11:59:00.000Z')).toBe(false);
    expect(isExpired('2027-01-31', '2027-02-01T12:01:00.000Z')).toBe(true);
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '', 'tomorrow', '2026-01-01T00:00'])(
    'is a day that exists, not %j',
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
    },
  );
});
