import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

let sandbox: Sandbox;
let terminal: Terminal;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  // Slow enough to act in the middle of a sync run.
  sandbox.aws.faults.slow(400);
  terminal = openTerminal(sandbox);
});
afterEach(() => terminal.close());

const logOf = ({ stateDir } = terminal) => readFileSync(path.join(stateDir, 'daemon.log'), 'utf8');
const logged = (text: string) => vi.waitFor(() => expect(logOf()).toContain(text), 10_000);
const fast = () => sandbox.aws.faults.slow(0);

async function runningDaemon() {
  const daemon = terminal.start(['daemon']);
  await daemon.printed('socket');
  return daemon;
}

describe('a command whose daemon is killed', () => {
  it('ends with one line', async () => {
    const daemon = await runningDaemon();
    const sync = terminal.start(['sync']);
    await logged('"client":"command"');
    await new Promise((resolve) => setTimeout(resolve, 150));
    daemon.child.kill('SIGKILL');
    fast();
    expect(await sync.ended).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'guardrail: The daemon ended before it answered. Run the command again. Everything that was read or reviewed is kept.\n',
    });
    expect(await terminal.run(['sync'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('two at the same time', () => {
  it('daemons: one serves, the other reports that in one line', async () => {
    await runningDaemon();
    const second = await terminal.run(['daemon']);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toBe(
      'guardrail: A Guardrail daemon is already running. Use it, or end it with "guardrail daemon --stop".\n',
    );
    expect(await terminal.run(['findings'])).toMatchObject({ code: 0 });
  });

  it('commands without a daemon: the one that came first answers both', async () => {
    fast();
    const both = await Promise.all([
      terminal.run(['sync']),
      terminal.run(['sync']),
      terminal.run(['tickets']),
    ]);
    for (const ran of both) expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('commands, of which the first is cancelled: the other reports it in one line', async () => {
    const first = terminal.start(['sync']);
    await vi.waitFor(
      () => expect(existsSync(path.join(terminal.stateDir, 'daemon.sock'))).toBe(true),
      10_000,
    );
    const second = terminal.start(['sync']);
    await vi.waitFor(() => expect(logOf().match(/client joined/g)).toHaveLength(2), 10_000);
    first.child.kill('SIGINT');
    expect(await first.ended).toEqual({ code: 1, stdout: '', stderr: 'guardrail: cancelled.\n' });
    const { code, stderr } = await second.ended;
    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 1, lines: 2 });
    expect(stderr).toContain('Run the command again');
  });
});

describe('a daemon that is asked to stop', () => {
  it('during a sync run ends without an error in its log', async () => {
    const daemon = await runningDaemon();
    const sync = terminal.start(['sync']);
    await logged('"client":"command"');
    expect(await terminal.run(['daemon', '--stop'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await daemon.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await sync.ended).toMatchObject({ code: 1 });
    expect(logOf()).not.toContain('"level":"error"');
  });

  it('while a review is being sent waits until it has arrived, once', async () => {
    // A review needs five requests to Jira, which take two seconds. Stopping takes a part of that time.
    const slow = await startSmallSandbox({ latencyMs: 400 });
    const own = openTerminal(slow);
    try {
      const issue = slow.world.issues.find(({ key, status }) => key.startsWith('PAY-') && status === 'todo');
      const daemon = own.start(['daemon']);
      await daemon.printed('socket');
      const words = ['review', issue?.key ?? '', '--outcome', 'fixed', '--reason', 'Closed.'];
      const review = own.start(words);
      await vi.waitFor(() => expect(logOf(own)).toContain('"client":"command"'), 10_000);
      await new Promise((resolve) => setTimeout(resolve, 100));

      await own.run(['daemon', '--stop']);

      expect(await review.ended).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('reviewed is kept'),
      });
      expect(await daemon.ended).toMatchObject({ code: 0, stderr: '' });
      expect(issue).toMatchObject({ status: 'review', comments: { length: 1 } });
      expect(logOf(own)).not.toContain('"level":"error"');
    } finally {
      await own.close();
      await slow.close();
    }
  });

  it('may be replaced by a new one at once', async () => {
    for (let round = 0; round < 3; round++) {
      const daemon = await runningDaemon();
      await terminal.run(['daemon', '--stop']);
      void daemon.ended;
    }
    expect(await terminal.run(['daemon', '--stop'])).toMatchObject({ code: 0 });
  });
});

describe('a client that dies', () => {
  it('in the middle of its request ends that sync run, and the daemon serves the next client', async () => {
    await runningDaemon();
    const sync = terminal.start(['sync']);
    await logged('"client":"command"');
    await new Promise((resolve) => setTimeout(resolve, 100));
    sync.child.kill('SIGKILL');
    await logged('sync run ended early');
    fast();
    expect(await terminal.run(['sync'])).toMatchObject({ code: 0, stderr: '' });
    expect(logOf()).not.toContain('"level":"error"');
  });
});

describe('a daemon without clients', () => {
  it('ends by itself some time after the last client left, and not while a client is connected', async () => {
    // 1.2 seconds; the sync takes longer.
    sandbox.aws.faults.slow(150);
    const daemon = terminal.start(['daemon', '--idle-minutes', '0.02']);
    await daemon.printed('socket');
    expect(await terminal.run(['sync'])).toMatchObject({ code: 0, stderr: '' });
    expect(await daemon.ended).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(path.join(terminal.stateDir, 'daemon.sock'))).toBe(false);
  });
});
