import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnnouncements } from '../../../../daemon/server/session/announcements.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window to which each message takes this time to compute. `sent`: when each message began, in ms. */
function startWindow(costMs: number, { flushed = () => Promise.resolve() } = {}) {
  const sent: number[] = [];
  const begun = performance.now();
  const announcements = createAnnouncements({
    isWindow: () => true,
    flushed,
    closed: new AbortController().signal,
    async send() {
      sent.push(Math.round(performance.now() - begun));
      vi.setSystemTime(Date.now() + costMs);
      vi.advanceTimersByTime(costMs);
    },
  });
  return { announcements, sent, nowMs: () => performance.now() - begun };
}

describe('changes that are sent to a window', () => {
  it('are one message if they come in a burst', async () => {
    const { announcements, sent } = startWindow(0);
    for (let change = 0; change < 5; change++) {
      announcements.soon();
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1_000);

    expect(sent).toEqual([60]);
  });

  it('after a long message wait four times as long, counted from its end', async () => {
    const { announcements, sent } = startWindow(1_000);
    announcements.soon();
    await vi.advanceTimersByTimeAsync(1_000);
    announcements.soon();
    await vi.advanceTimersByTimeAsync(10_000);

    expect(sent).toEqual([60, 1_060 + 4_000]);
  });

  it('by a save after a long message wait only as long as that took, and not at all after that time', async () => {
    const { announcements, sent, nowMs } = startWindow(1_000);
    announcements.soon();
    await vi.advanceTimersByTimeAsync(60);
    announcements.saved();
    await vi.advanceTimersByTimeAsync(3_000);
    const savedAt = nowMs();
    announcements.saved();
    await vi.advanceTimersByTimeAsync(3_000);

    expect(sent).toEqual([60, 1_060 + 1_000, savedAt + 10]);
  });

  it('by a save take other changes with them that would wait longer', async () => {
    const { announcements, sent, nowMs } = startWindow(1_000);
    announcements.soon();
    await vi.advanceTimersByTimeAsync(1_500);
    const savedAt = nowMs();
    announcements.typed();
    announcements.saved();
    await vi.advanceTimersByTimeAsync(10_000);

    expect(sent).toEqual([60, savedAt + 10]);
  });

  it('wait for a window that does not read, however often it is asked', async () => {
    const reads = Promise.withResolvers<void>();
    const { announcements, sent } = startWindow(0, { flushed: () => reads.promise });
    announcements.saved();
    await vi.advanceTimersByTimeAsync(500);
    announcements.saved();
    announcements.soon();
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual([]);
    reads.resolve();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(sent).toEqual([1_000]);
  });
});
