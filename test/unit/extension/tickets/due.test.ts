import { describe, expect, it } from 'vitest';
import { dueLabel, dueValue, isOverdue, overdueDays, shortDue } from '../../../../extension/tickets/due.ts';

const today = '2026-11-24';

describe('the due date of a ticket', () => {
  it('is overdue from the day after, and only while the ticket waits for the developer', () => {
    expect(isOverdue({ state: 'todo', due: '2026-11-23' }, today)).toBe(true);
    expect(isOverdue({ state: 'todo', due: today }, today)).toBe(false);
    expect(isOverdue({ state: 'todo' }, today)).toBe(false);
    expect(isOverdue({ state: 'review', due: '2026-11-01' }, today)).toBe(false);
    expect(isOverdue(undefined, today)).toBe(false);
  });

  it('has the same form at every place that shows a ticket', () => {
    expect(dueLabel({ state: 'todo', due: '2026-11-23' }, today)).toBe('overdue since 2026-11-23 (1 d)');
    expect(dueLabel({ state: 'todo', due: today }, today)).toBe('due 2026-11-24 (today)');
    expect(dueLabel({ state: 'todo', due: '2026-12-01' }, today)).toBe('due 2026-12-01 (in 7 d)');
    expect(dueLabel({ state: 'todo', due: '2026-12-02' }, today)).toBe('due 2026-12-02');
    expect(dueLabel({ state: 'review', due: '2026-11-23' }, today)).toBe('due 2026-11-23');
    expect(dueLabel({ state: 'todo' }, today)).toBeUndefined();
  });

  it('is not news of a ticket that is done', () => {
    expect(dueLabel({ state: 'done', due: '2026-03-25' }, today)).toBeUndefined();
  });

  it('repeats no word of the label or group that it is under', () => {
    expect(dueValue({ state: 'todo', due: '2026-12-16' }, today)).toBe('2026-12-16');
    expect(dueValue({ state: 'todo', due: '2026-12-01' }, today)).toBe('2026-12-01 (in 7 d)');
    expect(dueValue({ state: 'todo', due: today }, today)).toBe('2026-11-24 (today)');
    expect(dueValue({ state: 'todo', due: '2026-11-20' }, today)).toBe('2026-11-20 (overdue for 4 d)');
    expect(dueValue({ state: 'done', due: '2026-11-20' }, today)).toBe('2026-11-20');
  });

  it('is a few words in a row, with the days that are over or left if that matters soon', () => {
    const short = (due: string) => shortDue({ state: 'todo', due }, today);
    expect(short('2026-11-12')).toBe('12 d late');
    expect(short('2022-11-24')).toBe('1,461 d late');
    expect(short(today)).toBe('due today');
    expect(short('2026-11-27')).toBe('due in 3 d');
    expect(short('2026-12-16')).toBe('due Dec 16');
    expect(short('2027-01-02')).toBe('due Jan 2, 2027');
    expect(short('soon')).toBe('due soon');
    expect(shortDue({ state: 'review', due: '2026-11-12' }, today)).toBe('due Nov 12');
    expect(shortDue({ state: 'done', due: '2026-11-12' }, today)).toBeUndefined();
    expect(shortDue({ state: 'todo' }, today)).toBeUndefined();
  });

  it('is over by a number of days only while the ticket waits for its developer', () => {
    expect(overdueDays({ state: 'todo', due: '2026-11-12' }, today)).toBe(12);
    expect(overdueDays({ state: 'todo', due: today }, today)).toBe(0);
    expect(overdueDays({ state: 'review', due: '2026-11-12' }, today)).toBe(0);
  });
});
