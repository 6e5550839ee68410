import { describe, expect, it } from 'vitest';
import { createDeltas } from '../../../daemon/server/deltas.ts';

describe('deltas', () => {
  it('tell what is new, what changed and what is gone, and nothing twice', () => {
    const delta = createDeltas<{ key: string; state: string }>();
    expect(
      delta([
        { key: 'a', state: 'todo' },
        { key: 'b', state: 'todo' },
      ]),
    ).toEqual({
      changed: [
        { key: 'a', state: 'todo' },
        { key: 'b', state: 'todo' },
      ],
      removed: [],
    });
    expect(
      delta([
        { key: 'a', state: 'todo' },
        { key: 'b', state: 'todo' },
      ]),
    ).toBeUndefined();
    expect(delta([{ key: 'a', state: 'review' }])).toEqual({
      changed: [{ key: 'a', state: 'review' }],
      removed: ['b'],
    });
  });
});
