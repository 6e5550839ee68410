import { describe, expect, it } from 'vitest';
import { createDeltas } from '../../../../daemon/server/session/deltas.ts';

describe('deltas', () => {
  it('tell what is new, what changed and what is gone, and nothing twice', () => {
    const deltas = createDeltas<{ key: string; state: string }>();
    const both = () => [
      { key: 'a', state: 'todo' },
      { key: 'b', state: 'todo' },
    ];
    expect(deltas.next(both())).toEqual({ changed: both(), removed: [] });
    expect(deltas.next(both())).toBeUndefined();
    expect(deltas.next([{ key: 'a', state: 'review' }])).toEqual({
      changed: [{ key: 'a', state: 'review' }],
      removed: ['b'],
    });
  });

  it('tell what differs from a list that the client was given', () => {
    const deltas = createDeltas<{ key: string; state: string }>();
    deltas.given([
      { key: 'a', state: 'todo' },
      { key: 'b', state: 'todo' },
    ]);
    expect(
      deltas.next([
        { key: 'a', state: 'todo' },
        { key: 'b', state: 'done' },
      ]),
    ).toEqual({ changed: [{ key: 'b', state: 'done' }], removed: [] });
  });
});
