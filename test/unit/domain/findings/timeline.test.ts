import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../../../daemon/domain/findings/timeline.ts';

const seen = { source: 'config', rule: 's3-public', severity: 'high' } as const;
const quiet = { past: [], queued: [], observations: [] };
const kinds = (events: ReturnType<typeof timelineOf>) =>
  events.map(({ kind, at }) => `${kind} ${at.slice(0, 10)}`);

describe('the recorded events of a finding', () => {
  it('are in the order of time, from AWS, its stack and its ticket', () => {
    const events = timelineOf({
      ...quiet,
      finding: { firstSeen: '2026-11-01T00:00:00.000Z', resolvedAt: '2026-11-20T00:00:00.000Z' },
      observations: [
        {
          ...seen,
          firstSeen: '2026-11-01T00:00:00.000Z',
          seenAt: '2026-11-19T00:00:00.000Z',
          goneAt: '2026-11-20T00:00:00.000Z',
        },
        {
          ...{ ...seen, rule: 'pack-s3-public', firstSeen: '2026-11-05T00:00:00.000Z' },
          ...{ seenAt: '2026-11-10T00:00:00.000Z', goneAt: '2026-11-11T00:00:00.000Z' },
        },
      ],
      stack: { name: 'shop', updated: '2026-10-30T00:00:00.000Z' },
      ticket: {
        ...{ key: 'PAY-1', summary: '', description: '', labels: [], updated: '' },
        status: { id: '1', name: 'Done', category: 'done' },
        ...{ created: '2026-11-02T00:00:00.000Z', reporter: 'bot', resolved: '2026-11-21T00:00:00.000Z' },
      },
    });
    expect(kinds(events)).toEqual([
      'deployed 2026-10-30',
      'first-seen 2026-11-01',
      'ticket-filed 2026-11-02',
      'source-began 2026-11-05',
      'source-ended 2026-11-11',
      'resolved 2026-11-20',
      'ticket-resolved 2026-11-21',
    ]);
  });

  it('have no time that was not recorded', () => {
    const events = timelineOf({
      ...quiet,
      finding: { firstSeen: '2026-11-01T00:00:00.000Z', reopenedAt: '2026-11-09T00:00:00.000Z' },
    });
    expect(kinds(events)).toEqual(['first-seen 2026-11-01', 'failed-again 2026-11-09']);
  });

  it('are at most 100: the first one and the latest', () => {
    const observations = Array.from({ length: 300 }, (_, index) => ({
      ...{
        ...seen,
        rule: `rule-${index}`,
        firstSeen: new Date(Date.UTC(2026, 9, 1, 0, index)).toISOString(),
      },
      seenAt: '2026-11-19T00:00:00.000Z',
    }));
    const events = timelineOf({ ...quiet, finding: { firstSeen: '2026-09-01T00:00:00.000Z' }, observations });
    expect(events).toHaveLength(100);
    expect(events[0]).toMatchObject({ kind: 'first-seen' });
    expect(events.at(-1)).toMatchObject({ rule: 'rule-299' });
  });
});
