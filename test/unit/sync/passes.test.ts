import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '../../../daemon/base/log.ts';
import type { PassResult } from '../../../daemon/sync/pass.ts';
import { createPasses, type Run } from '../../../daemon/sync/passes.ts';

const nothing: PassResult = {
  findings: { added: 0, resolved: 0 },
  tickets: { changed: 0 },
  coverage: [],
  notes: [],
  problems: [],
};
const never = new AbortController().signal;

/** A run that ends when told to, or when it is aborted. */
function held() {
  const gate = Promise.withResolvers<PassResult>();
  const run = vi.fn<Run>(({ signal }) => {
    signal.addEventListener('abort', () => gate.reject(signal.reason));
    return gate.promise;
  });
  return { run, end: () => gate.resolve(nothing) };
}

describe('passes', () => {
  it('run one at a time: whoever asks meanwhile joins', async () => {
    const { run, end } = held();
    const passes = createPasses(run, silentLog, () => {});
    const both = Promise.all([passes.now(never), passes.now(never)]);
    end();
    await both;
    expect(run).toHaveBeenCalledTimes(1);
    expect(passes.running()).toBe(false);
  });

  it('go on for the others when one of two cancels, and end when both did', async () => {
    const { run, end } = held();
    const passes = createPasses(run, silentLog, () => {});
    const [first, second] = [new AbortController(), new AbortController()];
    const one = passes.now(first.signal);
    const two = passes.now(second.signal);
    first.abort();
    await expect(one).rejects.toThrow('aborted');
    expect(run.mock.calls[0]?.[0].signal.aborted).toBe(false);
    second.abort();
    await expect(two).rejects.toThrow('aborted');
    expect(run.mock.calls[0]?.[0].signal.aborted).toBe(true);
    end();
  });

  it('count each request by its name', async () => {
    const passes = createPasses(
      async ({ onCall }) => {
        onCall('jira:search');
        onCall('jira:search');
        return nothing;
      },
      silentLog,
      () => {},
    );
    expect((await passes.now(never)).calls).toEqual({ 'jira:search': 2 });
  });

  it('survive a run that throws at once', async () => {
    const passes = createPasses(
      () => {
        throw new Error('a bug');
      },
      silentLog,
      () => {},
    );
    await expect(passes.now(never)).rejects.toThrow('a bug');
    await passes.inBackground();
    expect(passes.running()).toBe(false);
  });
});
