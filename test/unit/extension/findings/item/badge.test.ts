import { expect, it } from 'vitest';
import { badgeOf } from '../../../../../extension/findings/item/badge.ts';

const badge = (overdue: number, fresh: number, urgent = overdue + fresh) =>
  badgeOf({ all: 5_000, open: 4_000, overdue, fresh, urgent });

it('counts what is overdue or new, each finding once, in the singular and the plural', () => {
  expect(badge(1, 0)).toEqual({ value: 1, tooltip: '1 finding is overdue' });
  expect(badge(1_234, 1)).toEqual({
    value: 1_235,
    tooltip: '1,234 findings are overdue · 1 finding is new since you last looked',
  });
  expect(badge(2, 2, 3)).toEqual({
    value: 3,
    tooltip: '2 findings are overdue · 2 findings are new since you last looked',
  });
});

it('is not there while nothing is overdue and nothing is new', () => {
  expect(badge(0, 0)).toBeUndefined();
});
