import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

let sandbox: Sandbox;
let terminal: Terminal;

beforeAll(async () => {
  // Slow enough that a command can be met half-way.
  sandbox = await startSandbox({ latencyMs: 20 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  terminal = openTerminal(sandbox);
});
afterEach(() => terminal.close());

const logOf = () => readFileSync(path.join(terminal.stateDir, 'daemon.log'), 'utf8');
const logged = (text: string) => vi.waitFor(() => expect(logOf()).toContain(text), 5_000);
const issue = (key: string) => sandbox.world.issues.find((candidate) => candidate.key === key);

async function runningDaemon() {
  const daemon = terminal.start(['daemon']);
  await daemon.printed('socket');
  return daemon;
}

async function ticketToReview(): Promise<string> {
  await terminal.run(['sync']);
  const { stdout } = await terminal.run(['findings', '--json', '--state', 'todo']);
  return (JSON.parse(stdout) as FindingView[]).at(-1)?.ticket?.key ?? '';
}

describe('a command whose daemon is killed', () => {
  it('ends with one line', async () => {
    const daemon = await runningDaemon();
    const sync = terminal.start(['sync']);
    await logged('"client":"command"');
    await new Promise((resolve) => setTimeout(resolve, 150));
    daemon.child.kill('SIGKILL');
    expect(await sync.ended).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'guardrail: The daemon ended before it answered. Run the command again; what was read or reviewed is kept.\n',
    });
    expect(await terminal.run(['sync'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('two at once', () => {
  it('daemons: one serves, the other says so in one line', async () => {
    await runningDaemon();
    const second = await terminal.run(['daemon']);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toBe(
      'guardrail: A Guardrail daemon is already running. Use it, or end it with "guardrail daemon --stop".\n',
    );
    expect(await terminal.run(['findings'])).toMatchObject({ code: 0 });
  });

  it('commands without a daemon: both are answered, by the one that came first', async () => {
    const both = await Promise.all([
      terminal.run(['sync']),
      terminal.run(['sync']),
      terminal.run(['tickets']),
    ]);
    for (const ran of both) expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('commands, of which the first is cancelled: the other is told in one line', async () => {
    const first = terminal.start(['sync']);
    await vi.waitFor(() => expect(existsSync(path.join(terminal.stateDir, 'daemon.sock'))).toBe(true));
    const second = terminal.start(['sync']);
    await vi.waitFor(() => expect(logOf().match(/client joined/g)).toHaveLength(2));
    first.child.kill('SIGINT');
    expect(await first.ended).toEqual({ code: 1, stdout: '', stderr: 'guardrail: cancelled.\n' });
    const { code, stderr } = await second.ended;
    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 1, lines: 2 });
    expect(stderr).toContain('Run the command again');
  });
});

describe('a daemon that is told to stop', () => {
  it('while a pass runs ends without an error in its log', async () => {
    const daemon = await runningDaemon();
    const sync = terminal.start(['sync']);
    await logged('"client":"command"');
    expect(await terminal.run(['daemon', '--stop'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await daemon.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await sync.ended).toMatchObject({ code: 1 });
    expect(logOf()).not.toContain('"level":"error"');
  });

  it('while a review is on its way lets it arrive, once', async () => {
    const daemon = await runningDaemon();
    const ticket = await ticketToReview();
    const review = terminal.start(['review', ticket, '--outcome', 'fixed', '--reason', 'Closed.']);
    await vi.waitFor(() => expect(logOf().match(/client joined/g)?.length).toBeGreaterThan(2));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await terminal.run(['daemon', '--stop']);
    await daemon.ended;
    await review.ended;
    expect(issue(ticket)).toMatchObject({ status: 'review', comments: { length: 1 } });
    expect(logOf()).not.toContain('"level":"error"');

    expect(await terminal.run(['sync'])).toMatchObject({ code: 0 });
    expect(issue(ticket)?.comments).toHaveLength(1);
  });

  it('may be followed by a new one at once', async () => {
    for (let round = 0; round < 3; round++) {
      const daemon = await runningDaemon();
      await terminal.run(['daemon', '--stop']);
      void daemon.ended;
    }
    expect(await terminal.run(['daemon', '--stop'])).toMatchObject({ code: 0 });
  });
});

describe('a client that dies', () => {
  it('in the middle of its request ends that pass, and the daemon serves the next', async () => {
    await runningDaemon();
    const sync = terminal.start(['sync']);
    await logged('"client":"command"');
    await new Promise((resolve) => setTimeout(resolve, 100));
    sync.child.kill('SIGKILL');
    await logged('pass ended early');
    expect(await terminal.run(['sync'])).toMatchObject({ code: 0, stderr: '' });
    expect(logOf()).not.toContain('"level":"error"');
  });
});
