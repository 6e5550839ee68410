import { describe, expect, it } from 'vitest';
import { dayIn, intendedDays } from '../../../../../extension/tickets/review/intended-days.ts';
import { KnownTeams } from '../../../../../extension/tickets/review/known-teams.ts';

describe('the last day of an intention', () => {
  it('is between today and ten years from now, and three months away by default', () => {
    const days = intendedDays(new Date(2026, 10, 29, 23, 30));
    expect(days).toEqual({ min: '2026-11-29', max: '2036-11-29', initial: '2027-02-27' });
  });

  it('is counted in days of the calendar, not in hours', () => {
    expect(dayIn(1, new Date(2026, 2, 28, 23, 59))).toBe('2026-03-29');
    expect(dayIn(30, new Date(2026, 9, 10, 0, 1))).toBe('2026-11-09');
  });
});

describe('teams that reviews named', () => {
  it('are kept once each, the latest first, and not without limit', () => {
    const values = new Map<string, unknown>();
    const memory = {
      get: (key: string) => values.get(key),
      update: async (key: string, value: unknown) => void values.set(key, value),
    };
    const teams = new KnownTeams(memory, 'laptop');
    for (let number = 0; number < 40; number++) teams.remember(`Team ${number}`);
    teams.remember('Team 20');
    expect(new KnownTeams(memory, 'laptop').all.slice(0, 2)).toEqual(['Team 20', 'Team 39']);
    expect(new KnownTeams(memory, 'laptop').all).toHaveLength(30);
    values.set('knownTeams:laptop', [7, 'Platform']);
    expect(new KnownTeams(memory, 'laptop').all).toEqual(['Platform']);
    // A remote machine, whose organization may be another.
    expect(new KnownTeams(memory, 'build-7').all).toEqual([]);
  });
});
