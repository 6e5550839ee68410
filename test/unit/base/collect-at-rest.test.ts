import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectAtRest } from '../../../daemon/base/collect-at-rest.ts';

const MB = 1024 * 1024;

describe('memory that the last work of a thread left', () => {
  let used: number;
  let active: number;
  let collections: number;
  let options: NodeJS.GCOptions | undefined;
  let kept: number;
  const later = (intervals = 1) => vi.advanceTimersByTime(intervals * 10_000);

  beforeEach(() => {
    vi.useFakeTimers();
    [used, kept, active, collections] = [100 * MB, 60 * MB, 1, 0];
    collectAtRest({
      collect(given) {
        collections++;
        options = given;
        used = kept;
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
    later(3);
    expect(collections).toBe(0);
    active = 0.001;
    later(2);
    expect(collections).toBe(1);
  });

  it('is not collected in a pause between two requests of a user', () => {
    for (let request = 0; request < 10; request++) {
      active = 0.02;
      later();
      active = 0;
      later();
    }
    expect(collections).toBe(0);
  });

  it('is collected twice, because V8 compacts at the second time the pages that the first one made sparse', () => {
    active = 0;
    later(5);
    expect(collections).toBe(2);
  });

  it('is returned to the system, not kept for the next objects', () => {
    active = 0;
    later(2);
    expect(options).toMatchObject({ type: 'major', flavor: 'last-resort' });
  });

  it('is not collected again before there is more of it', () => {
    active = 0;
    later(3);
    used += 15 * MB;
    later();
    expect(collections).toBe(2);
    used += 2 * MB;
    later();
    expect(collections).toBe(3);
  });

  it('is not collected for a small part of what is in use: then the thread stops for seconds', () => {
    kept = 1_000 * MB;
    used = kept;
    active = 0;
    later(3);
    expect(collections).toBe(2);
    used += 90 * MB;
    later();
    expect(collections).toBe(2);
    used += 11 * MB;
    later();
    expect(collections).toBe(3);
  });
});
