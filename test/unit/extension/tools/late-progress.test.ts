import { afterEach, describe, expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { withLateProgress } from '../../../../extension/tools/late-progress.ts';

describe('the progress of a request', () => {
  const shown: string[] = [];
  Object.assign(vscode.window, {
    withProgress: (options: { title: string }, task: () => Promise<unknown>) => {
      shown.push(options.title);
      return task();
    },
  });
  afterEach(() => {
    shown.length = 0;
    vi.useRealTimers();
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
});
