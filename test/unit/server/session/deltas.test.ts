import { describe, expect, it } from 'vitest';
import { createDeltas } from '../../../../daemon/server/session/deltas.ts';

describe('deltas', () => {
  it('contain new, changed and removed items, each once', () => {
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

  it('contain the differences from a list that the client has', () => {
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
