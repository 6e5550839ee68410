import { describe, expect, it } from 'vitest';
import { isConfiguredName, stateOf } from '../../../daemon/tickets/state.ts';
import type { TicketStatus } from '../../../daemon/tickets/ticket.ts';

const status = (name: string, category: TicketStatus['category']): TicketStatus => ({
  id: '9',
  name,
  category,
});

describe('where a ticket stands', () => {
  it.each([
    ['To Do', 'new', 'todo'],
    ['未対応', 'new', 'todo'],
    ['In Progress', 'indeterminate', 'todo'],
    ['In Review', 'indeterminate', 'review'],
    ['レビュー中', 'indeterminate', 'review'],
    ['レビュー待ち', 'new', 'review'],
    ['完了', 'done', 'done'],
  ] as const)('reads %s (%s) as %s', (name, category, state) => {
    expect(stateOf(status(name, category), {})).toBe(state);
  });

  it.each([
    ['Planned', 'new', 'todo'],
    ['Somewhere', 'indeterminate', 'todo'],
    ['Rejected', 'done', 'done'],
    ['Odd', 'undefined', 'todo'],
  ] as const)('falls back on the category where %s is nobody’s word (%s)', (name, category, state) => {
    expect(stateOf(status(name, category), {})).toBe(state);
  });

  it('lets the site’s own names decide first, over usual names and category', () => {
    const names = { review: ['done', 'security check'], todo: ['in review'] };
    expect(stateOf(status('Done', 'done'), names)).toBe('review');
    expect(stateOf(status('Security Check', 'indeterminate'), names)).toBe('review');
    expect(stateOf(status('In Review', 'indeterminate'), names)).toBe('todo');
  });

  it('does not mind case, width or spacing', () => {
    expect(stateOf(status('ＩＮ　ＲＥＶＩＥＷ', 'indeterminate'), {})).toBe('review');
    expect(stateOf(status('ﾚﾋﾞｭｰ中', 'indeterminate'), {})).toBe('review');
    expect(stateOf(status('セキュリティ確認', 'new'), { review: [' セキュリティ確認 '] })).toBe('review');
  });

  it('tells a configured name from a usual one', () => {
    expect(isConfiguredName('Security Check', 'review', { review: ['security check'] })).toBe(true);
    expect(isConfiguredName('In Review', 'review', { review: ['security check'] })).toBe(false);
  });
});
