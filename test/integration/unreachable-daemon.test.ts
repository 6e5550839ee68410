import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { getStatus } from '#protocol/status.ts';
import { contextOf } from '../../daemon/commands/command-context.ts';
import { connect } from '../../daemon/commands/daemon-client.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { takeLock } from '../../daemon/server/listen/lock.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

let sandbox: Sandbox;
let terminal: Terminal;
let cleanup: Cleanup;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  cleanup = createCleanup();
  terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
});
afterEach(() => cleanup.run());

async function runningDaemon() {
  const daemon = terminal.start(['daemon']);
  await daemon.printed('socket');
  return daemon;
}

describe.skipIf(process.platform === 'win32')('a daemon that lives', () => {
  it.each(['daemon.sock', 'daemon.token', 'daemon.json'])(
    'is reached again after %s was removed, by the clients that it has and by new ones',
    async (name) => {
      const daemon = await startDaemon(sandbox);
      cleanup.add(() => daemon.close());
      const before = await daemon.client();
      const file = path.join(daemon.context.place.stateDir, name);
      unlinkSync(file);
      await vi.waitFor(() => expect(statSync(file).mode & 0o777).toBe(0o600), 5_000);
      const after = await daemon.client();
      for (const client of [before, after]) expect(await client.request(getStatus, {})).toBeTruthy();
    },
  );

  it('can be reached and ended by a command with another temporary folder', async () => {
    const stateDir = path.join(cleanup.folder('deep'), 'x'.repeat(100), 'state');
    const [one, other] = [cleanup.folder('tmp-a'), cleanup.folder('tmp-b')];
    const inState = { GUARDRAIL_STATE_DIR: stateDir };
    const daemon = terminal.start(['daemon'], { ...inState, TMPDIR: one });
    await daemon.printed(path.join(one, 'guardrail-'));
    const elsewhere = { ...inState, TMPDIR: other };
    expect(await terminal.run(['tickets', '--json'], elsewhere)).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(await terminal.run(['daemon', '--stop'], elsewhere)).toMatchObject({ code: 0, stderr: '' });
    expect(await daemon.ended).toMatchObject({ code: 0 });
  });

  it('ends by itself if its state folder was removed: another daemon may own a new one', async () => {
    const daemon = await runningDaemon();
    rmSync(terminal.stateDir, { recursive: true });
    expect(await daemon.ended).toMatchObject({ code: 0 });
  });

  it('that hangs is named by commands and by --stop, which do not wait for ever and do not report success', async () => {
    const daemon = await runningDaemon();
    daemon.child.kill('SIGSTOP');
    const pid = String(daemon.child.pid);
    try {
      const [command, stop] = await Promise.all([
        terminal.run(['tickets']),
        terminal.run(['daemon', '--stop']),
      ]);
      expect(command).toMatchObject({ code: 1, stderr: expect.stringContaining(`(process ${pid})`) });
      expect(command.stderr).toContain('guardrail daemon --stop');
      expect(stop).toMatchObject({ code: 1, stderr: expect.stringContaining(`kill -9 ${pid}`) });
    } finally {
      daemon.child.kill('SIGCONT');
    }
    // The signal was pending.
    expect(await daemon.ended).toMatchObject({ code: 0 });
  }, 90_000);

  it('writes its process id and its socket to files that only its user can read', async () => {
    const daemon = await startDaemon(sandbox);
    cleanup.add(() => daemon.close());
    const { recordFile, socket } = daemon.context.place;
    expect(JSON.parse(readFileSync(recordFile, 'utf8'))).toEqual({
      pid: process.pid,
      socket,
      host: hostname(),
    });
    expect(statSync(recordFile).mode & 0o777).toBe(0o600);
  });

  it('of another machine with the same home folder is named, and no process of this machine is ended', async () => {
    mkdirSync(terminal.stateDir, { recursive: true, mode: 0o700 });
    const lock = takeLock(terminal.stateDir);
    // Of this machine, with the id that the other machine's daemon has there.
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    cleanup.add(() => {
      lock.release();
      bystander.kill();
    });
    const record = {
      pid: bystander.pid,
      socket: path.join(terminal.stateDir, 'daemon.sock'),
      host: 'build-7',
    };
    writeFileSync(path.join(terminal.stateDir, 'daemon.json'), JSON.stringify(record));

    const [command, stop] = await Promise.all([
      terminal.run(['tickets']),
      terminal.run(['daemon', '--stop']),
    ]);

    for (const { code, stderr } of [command, stop]) {
      expect(code).toBe(1);
      expect(stderr).toContain('build-7');
      expect(stderr).toContain('GUARDRAIL_STATE_DIR');
      expect(stderr).not.toContain(String(bystander.pid));
    }
    expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
  }, 60_000);

  it('starts if the lock file contains garbage, and is still the only one', async () => {
    mkdirSync(terminal.stateDir, { recursive: true, mode: 0o700 });
    writeFileSync(path.join(terminal.stateDir, 'claim.lock'), 'garbage'.repeat(1000));
    await runningDaemon();
    expect(await terminal.run(['daemon'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already running'),
    });
  });
});

describe('a program that is not the daemon', () => {
  it('but listens at its address receives no secret', async () => {
    const folder = cleanup.folder('impostor');
    const context = contextOf({ GUARDRAIL_STATE_DIR: folder }, undefined);
    writeFileSync(context.place.tokenFile, 'the token of the daemon that died');
    let heard = '';
    const impostor = createServer((socket) =>
      socket.on('data', (data) => {
        heard += data;
        const answer = JSON.stringify({
          jsonrpc: '2.0',
          id: 0,
          result: { proof: 'f'.repeat(64), capabilities: {} },
        });
        socket.write(`Content-Length: ${answer.length}\r\n\r\n${answer}`);
      }),
    );
    await new Promise<void>((resolve) => impostor.listen(context.place.socket, resolve));
    cleanup.add(() => impostor.close());
    const settings = { jira: { site: 'https://x.example', token: 'the-jira-token' } };
    await expect(connect({ ...context, settings })).rejects.toMatchObject({ code: 'daemon-unproven' });
    expect(heard).toContain('guardrail/daemon/prove');
    expect(heard).not.toMatch(/the-jira-token|the token of the daemon/);
  });
});
