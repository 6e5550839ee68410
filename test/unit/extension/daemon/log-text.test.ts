import { describe, expect, it } from 'vitest';
import { logLineIn, logText } from '../../../../extension/daemon/log-text.ts';

const at = '2026-11-29T09:00:00.000Z';
const now = new Date('2026-11-29T09:00:01.000Z');

describe('a line of the daemon’s log', () => {
  it('says its area, what happened and the facts', () => {
    const fields = { duration: 312, calls: { 'config:Select': 2, 'jira:search': 1 }, problems: [], added: 0 };
    expect(logText({ at, level: 'info', area: 'sync', event: 'sync run ended', fields }, now)).toBe(
      '[sync] Sync run ended. duration: 312, calls: config:Select 2 jira:search 1, problems: none, added: 0',
    );
  });

  it('shows an error with its message and frames', () => {
    const fields = { error: { name: 'TypeError', message: 'no list', stack: ' at a (b.ts:1:2)' } };
    expect(logText({ at, level: 'error', area: 'client', event: 'handler failed', fields }, now)).toBe(
      '[client] Handler failed. error: TypeError: no list |  at a (b.ts:1:2)',
    );
  });

  it('says its own time if the window gets it later', () => {
    const line = { at, level: 'info', area: 'daemon', event: 'daemon listens', fields: {} } as const;
    expect(logText(line, new Date('2026-11-29T09:05:00.000Z'))).toBe(`[daemon] (${at}) Daemon listens.`);
  });

  it('is read from the file, and a damaged one is left out', () => {
    const text = JSON.stringify({ at, level: 'warn', event: 'socket failed', area: 'client', code: 1 });
    expect(logLineIn(text)).toEqual({
      ...{ at, level: 'warn', area: 'client', event: 'socket failed', fields: { code: 1 } },
    });
    for (const damaged of [
      '',
      text.slice(0, 30),
      '[]',
      '{"level":"info"}',
      '{"at":"x","event":"y","level":"z"}',
    ])
      expect(logLineIn(damaged)).toBeUndefined();
  });
});
