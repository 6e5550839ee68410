import { describe, expect, it } from 'vitest';
import type { ListGroup } from '#protocol/finding-list.ts';
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
});
