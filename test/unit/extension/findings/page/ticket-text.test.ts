import { describe, expect, it } from 'vitest';
import { ticketTextOf } from '../../../../../extension/findings/page/ticket-text.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const at = '2026-11-10T00:00:00.000Z';
const details = { ticket: 'PAY-1', blocks: [], links: [], acts: [], commentCount: 2 };

describe('the text of a ticket', () => {
  it('leaves the format of each moment to the page, which knows the reader’s time zone', () => {
    const comments = [
      { by: 'Rei', at, blocks: [] },
      { by: 'Mika', at: '', blocks: [] },
    ];
    const value = { ...details, reporter: 'bot', created: at, comments };
    const shown = ticketTextOf({ value, problem: undefined, isAwaited: false } as never, now);
    expect(shown.reported).toEqual(['Reported by bot · ', '13 days ago · ', { at }]);
    expect(shown.comments).toEqual([
      { by: 'Rei', at, ago: '13 days ago', blocks: [] },
      { by: 'Mika', at: '', ago: '', blocks: [] },
    ]);
  });

  it('says who reported it without a moment that is not known, and nothing if neither is', () => {
    const shown = (known: object) =>
      ticketTextOf({ value: { ...details, comments: [], ...known }, isAwaited: false } as never, now);
    expect(shown({ reporter: 'bot' }).reported).toBe('Reported by bot');
    expect(shown({ created: at }).reported).toEqual(['13 days ago · ', { at }]);
    expect(shown({})).not.toHaveProperty('reported');
  });
});
