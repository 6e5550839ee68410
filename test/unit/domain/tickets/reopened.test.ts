import { describe, expect, it } from 'vitest';
import { reopenedSince } from '../../../../daemon/domain/tickets/reopened.ts';
import { statuses } from '../../../support/ticket-builder.ts';

const left = (...names: readonly (keyof typeof statuses)[]) =>
  names.map((name, index) => ({ status: statuses[name], at: `2026-11-0${index + 1}T00:00:00.000Z` }));

describe('a ticket that waits for its developer', () => {
  it.each([
    ['was done, and nothing since', left('done'), '2026-11-01T00:00:00.000Z'],
    ['was done, and went through another status of To Do', left('done', 'toDo'), '2026-11-01T00:00:00.000Z'],
    [
      'was done, reviewed and sent back: that is not a reopening',
      left('done', 'toDo', 'inReview'),
      undefined,
    ],
    ['was done twice', left('done', 'toDo', 'inReview', 'done'), '2026-11-04T00:00:00.000Z'],
    ['was never done, as far as is recorded', left('inReview'), undefined],
    ['has no recorded move: it is unknown', [], undefined],
  ])('%s', (_name, moves, since) => {
    expect(reopenedSince(statuses.toDo, moves, {})).toBe(since);
  });

  it('follows the names that the site is configured with', () => {
    const accepted = { id: '9', name: 'Accepted', category: 'indeterminate' } as const;
    const moves = [{ status: accepted, at: '2026-11-01T00:00:00.000Z' }];
    expect(reopenedSince(statuses.toDo, moves, {})).toBeUndefined();
    expect(reopenedSince(statuses.toDo, moves, { done: ['Accepted'] })).toBe('2026-11-01T00:00:00.000Z');
  });

  it('is not reopened if it is in review or done', () => {
    expect(reopenedSince(statuses.inReview, left('done'), {})).toBeUndefined();
    expect(reopenedSince(statuses.done, left('done'), {})).toBeUndefined();
  });
});
