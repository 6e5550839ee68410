import { afterEach, expect, it, vi } from 'vitest';
import { createCurrentSnapshot } from '../../../daemon/sync/current-snapshot.ts';

afterEach(() => vi.useRealTimers());

it('a snapshot is kept until a day has ended everywhere: an intention may end with it', () => {
  vi.useFakeTimers();
  vi.setSystemTime('2026-11-30T13:00:00.000Z');
  const events = { subscribe: () => () => {} };
  const snapshot = createCurrentSnapshot(events as never, (version) => ({ version }) as never);
  const first = snapshot();
  vi.setSystemTime('2026-12-01T11:59:59.000Z');
  expect(snapshot()).toBe(first);
  vi.setSystemTime('2026-12-01T12:00:00.000Z');
  const next = snapshot();
  expect(next.version).toBeGreaterThan(first.version);
  expect(snapshot()).toBe(next);
});
