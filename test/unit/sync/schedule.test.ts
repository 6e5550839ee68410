import { describe, expect, it, vi } from 'vitest';
import { createLog } from '../../../daemon/base/log.ts';
import type { SyncRunResult } from '../../../daemon/sync/run.ts';
import { createSyncRuns, type Run } from '../../../daemon/sync/schedule.ts';

const silentLog = createLog(() => {});

const nothing: SyncRunResult = {
  findings: { added: 0, resolved: 0 },
  tickets: { changed: new Set<string>() },
  coverage: [],
  notes: [],
  problems: [],
};
const never = new AbortController().signal;
const times = { maxRunMs: 60_000, graceMs: 20, againMs: 60_000, random: Math.random };

/** A run that ends when the test ends it, or when it is aborted. */
function held() {
  const gate = Promise.withResolvers<SyncRunResult>();
  const run = vi.fn<Run>(({ signal }) => {
    signal.addEventListener('abort', () => gate.reject(signal.reason));
    return gate.promise;
  });
  return { run, end: () => gate.resolve(nothing) };
}

describe('sync runs', () => {
  it('run one at a time: a caller that asks during a run joins it', async () => {
    const { run, end } = held();
    const syncRuns = createSyncRuns(run, silentLog, () => {});
    const both = Promise.all([syncRuns.now(never), syncRuns.now(never)]);
    end();
    await both;
    expect(run).toHaveBeenCalledTimes(1);
    expect(syncRuns.running()).toBe(false);
  });

  it('continue if one of two callers cancels, and end when both have cancelled', async () => {
    const { run, end } = held();
    const syncRuns = createSyncRuns(run, silentLog, () => {});
    const [first, second] = [new AbortController(), new AbortController()];
    const one = syncRuns.now(first.signal);
    const two = syncRuns.now(second.signal);
    first.abort();
    await expect(one).rejects.toThrow('aborted');
    expect(run.mock.calls[0]?.[0].signal.aborted).toBe(false);
    second.abort();
    await expect(two).rejects.toThrow('aborted');
    expect(run.mock.calls[0]?.[0].signal.aborted).toBe(true);
    end();
  });

  it('begin again when they are renewed, and waiting callers get the new report', async () => {
    const runs: PromiseWithResolvers<SyncRunResult>[] = [];
    const run = vi.fn<Run>(({ signal }) => {
      const gate = Promise.withResolvers<SyncRunResult>();
      signal.addEventListener('abort', () => gate.reject(signal.reason));
      runs.push(gate);
      return gate.promise;
    });
    const syncRuns = createSyncRuns(run, silentLog, () => {});
    const waiting = syncRuns.now(never);
    void syncRuns.renew();
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2));
    expect(run.mock.calls[0]?.[0].signal.aborted).toBe(true);
    runs[1]?.resolve({ ...nothing, findings: { added: 7, resolved: 0 } });
    expect((await waiting).findings.added).toBe(7);
    expect(syncRuns.running()).toBe(false);
  });

  it('begin again even if the outdated one ended in between', async () => {
    const gates = [Promise.withResolvers<SyncRunResult>(), Promise.withResolvers<SyncRunResult>()];
    let begun = 0;
    const run = vi.fn<Run>(() => gates[begun++]?.promise ?? Promise.resolve(nothing));
    const syncRuns = createSyncRuns(run, silentLog, () => {});
    const waiting = syncRuns.now(never);
    void syncRuns.renew();
    gates[0]?.resolve(nothing);
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2));
    gates[1]?.resolve({ ...nothing, tickets: { changed: new Set(['APP-1']) } });
    expect((await waiting).tickets.changed).toEqual(new Set(['APP-1']));
  });

  it('run when they are renewed even if none was running', async () => {
    const run = vi.fn<Run>(async () => nothing);
    await createSyncRuns(run, silentLog, () => {}).renew();
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('that the daemon began end when the last caller that joined cancels, and begin again soon', async () => {
    vi.useFakeTimers();
    try {
      const run = vi.fn<Run>(({ signal }) => {
        if (run.mock.calls.length > 1) return Promise.resolve(nothing);
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      });
      const syncRuns = createSyncRuns(run, silentLog, () => {});
      const background = syncRuns.inBackground();
      const [first, last] = [new AbortController(), new AbortController()];
      const joined = [first, last].map(({ signal }) => syncRuns.now(signal).catch((error: unknown) => error));
      first.abort();
      await joined[0];
      expect(run.mock.calls[0]?.[0].signal.aborted).toBe(false);
      last.abort();
      await joined[1];
      await background;
      expect(run.mock.calls[0]?.[0].signal.aborted).toBe(true);
      expect(syncRuns.running()).toBe(false);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(run).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that a user ended do not begin again once the last window has left', async () => {
    vi.useFakeTimers();
    try {
      const { run } = held();
      const syncRuns = createSyncRuns(run, silentLog, () => {});
      void syncRuns.inBackground();
      const person = new AbortController();
      const joined = syncRuns.now(person.signal).catch(() => {});
      person.abort();
      await joined;
      syncRuns.pause();
      await vi.advanceTimersByTimeAsync(60 * 60_000);
      expect(run).toHaveBeenCalledTimes(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('are ended when they take too long, and every caller gets the problem', async () => {
    const { run } = held();
    const syncRuns = createSyncRuns(run, silentLog, () => {}, { ...times, maxRunMs: 20 });
    await expect(syncRuns.now(never)).rejects.toMatchObject({ code: 'sync-too-long' });
    expect(syncRuns.running()).toBe(false);
    expect(syncRuns.problems().map(({ code }) => code)).toEqual(['sync-too-long']);
  });

  it.each(['takes too long', 'is cancelled', 'ends with the daemon'])(
    'are abandoned if they do not end after one %s',
    async (why) => {
      const run = vi.fn<Run>(() => new Promise(() => {}));
      const maxRunMs = why === 'takes too long' ? 20 : 60_000;
      const syncRuns = createSyncRuns(run, silentLog, () => {}, { ...times, maxRunMs });
      const background = syncRuns.inBackground();
      const person = new AbortController();
      const joined = syncRuns.now(person.signal).catch(() => {});
      if (why === 'is cancelled') person.abort();
      if (why === 'ends with the daemon') await syncRuns.stop();
      await joined;
      await background;
      expect(syncRuns.running()).toBe(false);
    },
  );

  it('repeat a little earlier than the interval, by a random time on each machine', async () => {
    vi.useFakeTimers();
    try {
      for (const [random, at] of [
        [0, 600_000],
        [0.5, 570_000],
        [1, 540_000],
      ] as const) {
        const run = vi.fn<Run>(async () => nothing);
        const syncRuns = createSyncRuns(run, silentLog, () => {}, { ...times, random: () => random });
        syncRuns.repeat(() => 10);
        await vi.advanceTimersByTimeAsync(at - 1);
        expect(run).toHaveBeenCalledTimes(0);
        await vi.advanceTimersByTimeAsync(1);
        expect(run).toHaveBeenCalledTimes(1);
        syncRuns.pause();
      }
    } finally {
      vi.useRealTimers();
    }
  });

  it('run for a caller that asks just after all others cancelled', async () => {
    let ended = 0;
    const run = vi.fn<Run>(async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      ended++;
      signal.throwIfAborted();
      return nothing;
    });
    const syncRuns = createSyncRuns(run, silentLog, () => {});
    const person = new AbortController();
    const first = syncRuns.now(person.signal);
    person.abort();
    await expect(first).rejects.toThrow('aborted');
    await syncRuns.now(never);
    expect(ended).toBe(2);
  });

  it('end with the daemon, and no other begins afterwards', async () => {
    const { run } = held();
    const syncRuns = createSyncRuns(run, silentLog, () => {});
    const background = syncRuns.inBackground();
    await syncRuns.stop();
    await background;
    await syncRuns.inBackground();
    expect(run).toHaveBeenCalledTimes(1);
    expect(syncRuns.running()).toBe(false);
  });

  it('repeat after the minutes that are set at that time, until they are paused', async () => {
    vi.useFakeTimers();
    try {
      const run = vi.fn<Run>(async () => nothing);
      const syncRuns = createSyncRuns(run, silentLog, () => {});
      let minutes = 10;
      syncRuns.repeat(() => minutes);
      await vi.advanceTimersByTimeAsync(9 * 60_000);
      expect(run).toHaveBeenCalledTimes(0);
      minutes = 2;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(run).toHaveBeenCalledTimes(1);
      await vi.advanceTimersByTimeAsync(2 * 60_000);
      expect(run).toHaveBeenCalledTimes(2);
      syncRuns.pause();
      await vi.advanceTimersByTimeAsync(60 * 60_000);
      expect(run).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('count each request by its name', async () => {
    const syncRuns = createSyncRuns(
      async ({ onCall }) => {
        onCall('jira:search');
        onCall('jira:search');
        return nothing;
      },
      silentLog,
      () => {},
    );
    expect((await syncRuns.now(never)).calls).toEqual({ 'jira:search': 2 });
  });

  it('survive a run that throws at once, and the status reports it', async () => {
    const syncRuns = createSyncRuns(
      () => {
        throw new Error('a bug');
      },
      silentLog,
      () => {},
    );
    await expect(syncRuns.now(never)).rejects.toThrow('a bug');
    await syncRuns.inBackground();
    expect(syncRuns.running()).toBe(false);
    expect(syncRuns.problems().map(({ code }) => code)).toEqual(['pass-failed']);
  });
});
