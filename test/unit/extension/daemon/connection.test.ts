import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stopDaemon } from '#protocol/daemon.ts';
import { type ConnectionOptions, DaemonConnection } from '../../../../extension/daemon/connection.ts';
import type { ClientInput } from '../../../../extension/daemon/language-client.ts';
import { resetVsCode } from '../../../support/vscode/fake.ts';

const endDaemon = vi.fn(async () => {});
const reachDaemon = vi.fn(async () => ({ destroy() {} }));
const log = { info() {}, warn() {}, error() {}, debug() {} };
let answers: Map<string, Promise<unknown>>;

/** A client of a daemon that answers each request, unless `answers` has another answer. */
class Client {
  readonly initializeResult = { capabilities: {} };
  private readonly input: ClientInput;

  constructor(input: ClientInput) {
    this.input = input;
  }

  async start(): Promise<void> {
    await this.input.connect();
    this.input.onState('running');
  }

  isRunning = () => true;
  onNotification() {}
  sendRequest = async (method: string) => answers.get(method) ?? {};
  async sendNotification() {}
  async dispose() {}
}

/** Resolves to the connection of a window that asked for a daemon, and how many times it said that one starts. */
async function openConnection() {
  const connection = new DaemonConnection({
    ...{ version: '0.1.0', log, paths: {}, reachDaemon, endDaemon, loadClient: async () => Client },
    ...{ settings: () => ({}), settingsKnown: async () => {}, excluded: () => [], editor: () => ({}) },
  } as unknown as ConnectionOptions);
  let starts = 0;
  connection.onStarted(() => starts++);
  await connection.start();
  return { connection, starts: () => starts };
}

beforeEach(() => {
  resetVsCode();
  answers = new Map();
  endDaemon.mockClear();
});
afterEach(() => vi.useRealTimers());

it('ends a daemon that does not answer, and does not wait for it for ever', async () => {
  const { connection } = await openConnection();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  answers.set(stopDaemon.method, new Promise(() => {}));
  const restarted = connection.restart();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(endDaemon).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  await restarted;
  expect(endDaemon).toHaveBeenCalledOnce();
  connection.dispose();
});

it('asks a daemon that answers, and sends no signal', async () => {
  const { connection } = await openConnection();
  await connection.restart();
  expect(endDaemon).not.toHaveBeenCalled();
  connection.dispose();
});

it('without a connection says that a daemon is starting, and starts it once however often the user asks', async () => {
  reachDaemon.mockRejectedValueOnce(new Error('The daemon did not start.'));
  const { connection, starts } = await openConnection();
  expect(connection.current).toBeUndefined();
  expect(starts()).toBe(1);

  await Promise.all([connection.restart(), connection.restart()]);

  expect(endDaemon).toHaveBeenCalledOnce();
  expect(starts()).toBe(2);
  expect(connection.current).toBeDefined();
  connection.dispose();
});
