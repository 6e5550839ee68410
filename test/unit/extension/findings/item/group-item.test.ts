import { describe, expect, it } from 'vitest';
import type { Grouping, ListGroup } from '#protocol/finding-list.ts';
import { groupItem } from '../../../../../extension/findings/item/group-item.ts';

const shown = { grouping: 'state', ticketsRead: true, isFew: false } as const;
const group = (value: string, over: Partial<ListGroup> = {}): ListGroup => ({
  ...{ id: value, value, count: 12 },
  ...over,
});

describe('the row of a group', () => {
  it('says its numbers to a screen reader as to the eye', () => {
    const item = groupItem(group('todo', { overdue: 3, fresh: 1 }), shown);
    expect(item.description).toBe('12, 3 overdue, 1 new');
    expect(item.accessibilityInformation?.label).toBe('To Do: 12, 3 overdue, 1 new');
  });

  it('has the color of what is overdue only if all of it is, with icons that differ in form, too', () => {
    const parts = ['overdue', 'due-soon', 'later'].map((value) => group(value, { within: 'todo' }));
    expect(parts.map((part) => groupItem(part, shown).iconPath)).toMatchObject([
      { id: 'warning', color: { id: 'guardrail.overdueForeground' } },
      { id: 'watch' },
      { id: 'calendar' },
    ]);
    expect(groupItem(group('overdue'), { ...shown, grouping: 'due' }).iconPath).toMatchObject({
      id: 'warning',
    });
    expect(groupItem(group('todo', { overdue: 12 }), shown).iconPath).toBeUndefined();
  });

  it('has a tooltip of words and whole names, without the words of the program', () => {
    const tooltip = (value: string, grouping: Grouping, over: Partial<ListGroup> = {}) =>
      groupItem(group(value, over), { ...shown, grouping }).tooltip;
    expect(tooltip('todo', 'state')).toBe('To Do');
    expect(tooltip('due-soon', 'state', { within: 'state:todo' })).toBe('Due within 7 days');
    expect(tooltip('later', 'due')).toBe('Due later');
    expect(tooltip('', 'due')).toBe('No due date');
    expect(tooltip('critical', 'severity')).toBe('Critical');
    expect(tooltip('', 'template')).toBe('In no template');
    expect(tooltip('111122223333', 'account', { label: 'shop' })).toBe('shop (111122223333)');
    expect(tooltip('S3_CHECK', 'rule', { label: 'A bucket is public' })).toBe('A bucket is public\nS3_CHECK');
  });

  it('says that what is due on no day is among what is due later, where no other group has it', () => {
    const label = (over: Partial<ListGroup>, grouping: Grouping) =>
      groupItem(group('later', over), { ...shown, grouping }).label;
    expect(label({ within: 'state:todo' }, 'state')).toBe('Due later or on no day');
    expect(label({}, 'due')).toBe('Due later');
  });
});
