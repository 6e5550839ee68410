import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectAtRest } from '../../../daemon/base/collect-at-rest.ts';

const MB = 1024 * 1024;

describe('memory that the last work of a thread left', () => {
  let used: number;
  let active: number;
  let collections: number;
  let options: NodeJS.GCOptions | undefined;
  const later = () => vi.advanceTimersByTime(10_000);

  beforeEach(() => {
    vi.useFakeTimers();
    [used, active, collections] = [100 * MB, 1, 0];
    collectAtRest({
      collect(given) {
        collections++;
        options = given;
        used = 60 * MB;
      },
      usedBytes: () => used,
      activeRatio: () => active,
    });
  });
  afterEach(() => {
    vi.clearAllTimers();
    vi.useRealTimers();
  });

  it('is collected once the thread rests, not while it works', () => {
    later();
    expect(collections).toBe(0);
    active = 0.001;
    later();
    expect(collections).toBe(1);
  });

  it('is collected twice, because V8 compacts at the second time the pages that the first one made sparse', () => {
    active = 0;
    later();
    later();
    later();
    expect(collections).toBe(2);
  });

  it('is returned to the system, not kept for the next objects', () => {
    active = 0;
    later();
    expect(options).toMatchObject({ type: 'major', flavor: 'last-resort' });
  });

  it('is not collected again before there is more of it', () => {
    active = 0;
    later();
    later();
    used += 15 * MB;
    later();
    expect(collections).toBe(2);
    used += 2 * MB;
    later();
    expect(collections).toBe(3);
  });
});
