import { describe, expect, it } from 'vitest';
import { trial } from '../../stress/kills.ts';

describe('kills', () => {
  it('during a sync, an index and a review lose nothing and duplicate nothing', async () => {
    const { broken, figures } = await trial.run({ count: 3, seed: 7 });
    expect(broken).toEqual([]);
    // The moments are random: sometimes a process ends before it is killed.
    for (const name of ['syncs killed', 'indexes killed', 'reviews killed'])
      expect(Number(figures[name]), name).toBeGreaterThan(0);
  }, 120_000);
});
