import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import type { Locale } from '../../../../daemon/base/text.ts';
import { createReadingProgress } from '../../../../daemon/server/session/reading-progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A session that reads, and the progress that its editor shows. */
function reading(locale: Locale = 'en') {
  const shown: string[] = [];
  const state = { isReading: true, cancelled: false };
  let press = () => {};
  const progress = {
    begin: (title: string, percent: number, message: string, stoppable: boolean) =>
      shown.push(`${title}: ${message} (${percent}%)${stoppable ? ' [stop]' : ''}`),
    report: (percent: number, message: string) => shown.push(`${message} (${percent}%)`),
    done: () => shown.push('done'),
    token: { onCancellationRequested: (listener: () => void) => (press = listener) },
  };
  const connection = { window: { createWorkDoneProgress: async () => progress } };
  const reporter = createReadingProgress(connection as unknown as Connection, {
    locale: () => locale,
    isReading: () => state.isReading,
    cancel: () => {
      state.cancelled = true;
    },
  });
  return { reporter, shown, state, press: () => press() };
}

describe('the progress of reading', () => {
  it('is shown in numbers if reading takes some time, until it ends', async () => {
    const { reporter, shown, state } = reading();
    reporter.changed();
    reporter.progressed({ read: 500, found: 10_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    reporter.progressed({ read: 1_234, found: 10_000 });
    reporter.changed();
    state.isReading = false;
    reporter.changed();

    expect(shown).toEqual([
      'Guardrail: reading templates 500/10,000 (5%) [stop]',
      'reading templates 1,234/10,000 (12%)',
      'done',
    ]);
  });

  it('is not shown if reading ends soon', async () => {
    const { reporter, shown, state } = reading();
    reporter.changed();
    await vi.advanceTimersByTimeAsync(900);
    state.isReading = false;
    reporter.changed();
    await vi.advanceTimersByTimeAsync(10_000);

    expect(shown).toEqual([]);
  });

  it('can be stopped by the user', async () => {
    const { reporter, state, press } = reading();
    reporter.changed();
    await vi.advanceTimersByTimeAsync(1_000);
    press();

    expect(state.cancelled).toBe(true);
  });

  it('is in the language of the user', async () => {
    const { reporter, shown } = reading('ja');
    reporter.progressed({ read: 1, found: 2 });
    reporter.changed();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(shown).toEqual(['Guardrail: テンプレートを読み込み中 1/2 (50%) [stop]']);
  });
});
