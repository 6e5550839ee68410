import { describe, expect, it } from 'vitest';
import { trial } from '../../stress/kills.ts';

describe('kills', () => {
  it('while a sync, an index and a review run cost nothing and double nothing', async () => {
    const { broken, figures } = await trial.run({ count: 3, seed: 7 });
    expect(broken).toEqual([]);
    // At moments by chance: now and then one is over before it is killed.
    for (const name of ['syncs killed', 'indexes killed', 'reviews killed'])
      expect(Number(figures[name]), name).toBeGreaterThan(0);
  }, 120_000);
});
