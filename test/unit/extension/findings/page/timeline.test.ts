import { describe, expect, it } from 'vitest';
import type { FindingEventView } from '#protocol/finding-details.ts';
import { timelineItems } from '../../../../../extension/findings/page/timeline.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const own: FindingEventView = {
  ...({ kind: 'act', at: '2026-11-20T09:00:00.000Z', ticket: 'PAY-1', act: 'review' } as const),
  ...({ outcome: 'fixed', reason: 'Closed it.' } as const),
};

describe('what happened to a finding', () => {
  it('is in the order of time, each event with its age and its moment', () => {
    const items = timelineItems(
      [
        { kind: 'first-seen', at: '2026-11-01T00:00:00.000Z' },
        { kind: 'ticket-filed', at: '2026-11-02T00:00:00.000Z', ticket: 'PAY-1', by: 'bot' },
        own,
      ],
      [{ kind: 'send-back', reason: 'Still open.', at: '2026-11-10T00:00:00.000Z', by: 'Rei' }],
      now,
    );
    expect(items.map(({ text, by, ago }) => [text, by, ago])).toEqual([
      ['Reported for the first time', undefined, '22 days ago'],
      ['Ticket PAY-1 filed', 'bot', '21 days ago'],
      ['Sent Back', 'Rei', '13 days ago'],
    ]);
    expect(items[2]).toEqual({
      ...{ text: 'Sent Back', by: 'Rei', quote: 'Still open.', tone: 'fails' },
      ...{ at: '2026-11-10T00:00:00.000Z', ago: '13 days ago' },
    });
  });

  it('has an act from this computer until the ticket’s comments were read, which have it, too', () => {
    expect(timelineItems([own], undefined, now)).toMatchObject([
      { text: 'Reviewed: Fixed', by: 'you, from this computer', quote: 'Closed it.' },
    ]);
    const commented = {
      kind: 'review',
      outcome: 'fixed',
      reason: 'Closed it.',
      at: own.at,
      by: 'Mika',
    } as const;
    expect(timelineItems([own], [commented], now)).toMatchObject([{ text: 'Reviewed: Fixed', by: 'Mika' }]);
  });

  it('keeps acts that no comment has: one that waits for Jira, and an edit', () => {
    const waiting = { ...own, waits: true } as const;
    const due = { ...own, act: 'due', due: '2026-12-01', reason: '' } as const;
    expect(timelineItems([waiting, due], [], now).map(({ text }) => text)).toEqual([
      'Reviewed: Fixed (waits for Jira)',
      'Due date changed to Dec 1, 2026',
    ]);
  });

  it('invents no time: an act whose comment has none is left out', () => {
    expect(timelineItems([], [{ kind: 'approve', reason: '', at: '' }], now)).toEqual([]);
  });
});
