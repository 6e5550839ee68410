import { describe, expect, it } from 'vitest';
import { trial } from '../../stress/messages.ts';

describe('fuzzed messages', () => {
  it('do not end the daemon, change nothing and return nothing without the token', async () => {
    const { broken, figures } = await trial.run({ count: 160, seed: 7 });
    expect(broken).toEqual([]);
    expect(Number(figures.answered)).toBeGreaterThan(50);
  }, 60_000);
});
