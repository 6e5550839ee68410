import { describe, expect, it } from 'vitest';
import { Losses } from '../../../../extension/daemon/losses.ts';

describe('losses of the connection', () => {
  it('make the next attempt wait longer each time', () => {
    const losses = new Losses();
    expect([0, 1000, 2000].map((now) => losses.record(now))).toEqual([200, 400, 600]);
  });

  it('end the attempts after six in a minute', () => {
    const losses = new Losses();
    const waits = [1, 2, 3, 4, 5, 6, 7].map((second) => losses.record(second * 1000));
    expect(waits.map((wait) => wait !== undefined)).toEqual([true, true, true, true, true, true, false]);
  });

  it('do not count after a minute, or after the user asked for a restart', () => {
    const losses = new Losses();
    losses.record(0);
    expect(losses.record(60_000)).toBe(200);
    losses.forget();
    expect(losses.record(60_001)).toBe(200);
  });
});
