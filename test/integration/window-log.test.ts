import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type DaemonLogLine, logLevelChanged, logWritten } from '#protocol/log.ts';
import { getStatus } from '#protocol/status.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow, type Window } from '../support/window.ts';

let sandbox: Sandbox;
let daemon: TestDaemon;
let window: Window;
let lines: DaemonLogLine[];

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  daemon = await startDaemon(sandbox);
  window = await openWindow(daemon.context.place);
  lines = [];
  window.connection.onNotification(logWritten.method, (written: { lines: DaemonLogLine[] }) => {
    lines.push(...written.lines);
  });
});
afterAll(async () => {
  window.close();
  await daemon.close();
  await sandbox.close();
});

const follow = (level: string) => window.connection.sendNotification(logLevelChanged.method, { level });
const written = () => lines.map(({ area, level, event }) => `${area} ${level} ${event}`);

it('a window receives the log from its beginning, at the level of its channel, which it may change', async () => {
  await follow('info');
  await vi.waitFor(() => expect(written()).toContain('client info client joined'), 15_000);
  expect(written()).toContain('daemon info daemon listens');
  await vi.waitFor(() => expect(written()).toContain('sync info sync run ended'), 30_000);
  expect(written().filter((line) => line.includes(' debug '))).toEqual([]);

  await follow('debug');
  await window.connection.sendRequest(getStatus.method, {});
  await vi.waitFor(() => expect(written()).toContain('client debug request answered'), 15_000);

  await follow('off');
  lines.length = 0;
  await window.connection.sendRequest(getStatus.method, {});
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(written()).toEqual([]);
}, 60_000);
