import { describe, expect, it } from 'vitest';
import { minutesSince } from '../../../../daemon/integrations/jira/since.ts';
import { createSiteClock } from '../../../../daemon/integrations/jira/site-clock.ts';
import { setUp, signal } from './cloud/connected-source.ts';
import { issueJson } from './fake-site.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 28, 12) + minutes * 60_000);

describe('the minutes since a time', () => {
  it.each([
    ['an hour before', -60, 61],
    ['a part of a minute before', -0.2, 2],
    ['the same time', 0, 1],
    ['a time in the future', 5, 1],
    ['years before', -3 * 365 * 1_440, 3 * 365 * 1_440 + 1],
  ])('%s are never too few', (_what, minutes, expected) => {
    const clock = { now: () => at(0).getTime() };
    expect(minutesSince(at(minutes).toISOString(), clock)).toBe(expected);
  });
});

describe('the clock of a site', () => {
  it('is this machine’s until the site shows its own', () => {
    const clock = createSiteClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
    clock.note(new Headers({ date: new Date(Date.now() + 3_600_000).toUTCString() }));
    expect(clock.now() - Date.now()).toBeGreaterThan(3_590_000);
    clock.note(new Headers({ date: 'yesterday' }));
    expect(clock.now() - Date.now()).toBeGreaterThan(3_590_000);
  });

  it('counts for a search: if it is ahead, the search asks again for more', async () => {
    await using jira = await setUp(() => ({
      headers: { Date: new Date(Date.now() + 2 * 3_600_000).toUTCString() },
      body: { issues: [issueJson('APP-1')], isLast: true },
    }));
    const updatedSince = new Date(Date.now() - 3_600_000).toISOString();
    const keys: string[] = [];
    for await (const page of jira.source.readTickets(signal, { updatedSince }))
      keys.push(...page.tickets.map(({ key }) => key));
    expect(keys).toEqual(['APP-1']);
    const minutes = jira.received.map(({ body }) =>
      Number(/updated >= -(\d+)m/.exec((body as { jql: string }).jql)?.[1]),
    );
    expect(minutes).toHaveLength(2);
    expect(minutes[0]).toBeLessThan(65);
    expect(minutes[1]).toBeGreaterThan(178);
    for await (const _page of jira.source.readTickets(signal, { updatedSince }));
    expect(jira.received).toHaveLength(3);
  });
});
