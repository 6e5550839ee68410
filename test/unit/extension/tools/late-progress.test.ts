import { afterEach, describe, expect, it, vi } from 'vitest';
import { withCancellableProgress, withLateProgress } from '../../../../extension/tools/late-progress.ts';
import { window } from '../../../support/vscode/fake.ts';

describe('the progress of a request', () => {
  const shown: string[] = [];
  let cancel = () => {};
  Object.assign(window, {
    withProgress: (
      options: { title: string },
      task: (progress: unknown, cancellation: unknown) => Promise<unknown>,
    ) => {
      shown.push(options.title);
      return task(undefined, { onCancellationRequested: (listener: () => void) => (cancel = listener) });
    },
  });
  afterEach(() => {
    shown.length = 0;
  });

  it('is not shown if the request ends at once, also with an error', async () => {
    expect(await withLateProgress('Moving', async () => 'moved')).toBe('moved');
    await expect(withLateProgress('Moving', () => Promise.reject(new Error('refused')))).rejects.toThrow(
      'refused',
    );
    expect(shown).toEqual([]);
  });

  it('is shown if it takes longer, until it ends', async () => {
    let end = (_result: string) => {};
    const running = withLateProgress(
      'Moving [x](command:y)',
      () => new Promise<string>((done) => (end = done)),
    );
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]).not.toContain('](command:');
    end('moved');
    expect(await running).toBe('moved');
  });

  it('cancels the request that it belongs to', async () => {
    let end = () => {};
    let given: { readonly isCancellationRequested: boolean } | undefined;
    const running = withCancellableProgress('Waiting', (cancellation) => {
      given = cancellation;
      return new Promise<void>((done) => (end = done));
    });
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(given?.isCancellationRequested).toBe(false);
    cancel();
    expect(given?.isCancellationRequested).toBe(true);
    end();
    await running;
  });
});
