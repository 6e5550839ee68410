import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listFindings } from '#protocol/findings.ts';
import { settingsChanged } from '#protocol/settings.ts';
import { getStatus, type Status, type StatusChange, statusChanged } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets, type TicketView } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal } from '../support/terminal.ts';
import { openWindow, type WindowOptions } from '../support/window.ts';

const eventually = (check: () => unknown) => vi.waitFor(check, 10_000);
let sandbox: Sandbox;
let cleanup: Cleanup;
let file: string;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  cleanup = createCleanup();
  file = path.join(cleanup.folder('configuration'), 'config.yaml');
});
afterEach(async () => {
  sandbox.aws.faults.slow(0);
  await cleanup.run();
});

/** Starts a daemon whose team is named only in the file. */
async function daemonWith(yaml: string, env: Record<string, string | undefined> = {}) {
  writeFileSync(file, yaml);
  const daemon = await startDaemon(sandbox, { configFile: file, env: { GUARDRAIL_TEAM: undefined, ...env } });
  cleanup.add(() => daemon.close());
  return {
    ...daemon,
    async window(options?: WindowOptions) {
      const window = await openWindow(daemon.context.place, options);
      cleanup.add(() => window.close());
      const ask = <Result>({ method }: { method: string }, params: object = {}) =>
        window.connection.sendRequest<Result>(method, params);
      return { ...window, ask };
    },
  };
}

describe('a configuration file that cannot be used', () => {
  it('does not prevent the daemon’s start: its status reports the problem, and fixing the file is enough', async () => {
    const daemon = await daemonWith('team: [payments');
    const window = await daemon.window();
    const broken = await window.ask<Status>(getStatus);
    expect(broken.problems).toEqual([
      {
        code: 'configuration-invalid',
        text: expect.stringMatching(/config\.yaml cannot be used: .+\. Fix it and refresh\. .+\.$/),
      },
    ]);
    expect(broken).toMatchObject({ configured: false, complete: false });
    await expect(window.ask(runSync)).rejects.toThrow(/config\.yaml cannot be used/);

    writeFileSync(file, 'team: payments\n');
    await window.ask(runSync);

    expect(await window.ask<Status>(getStatus)).toMatchObject({
      team: 'payments',
      complete: true,
      problems: [],
    });
  });

  it('does not remove known findings when it becomes invalid while the daemon runs', async () => {
    const daemon = await daemonWith('team: payments\n');
    const window = await daemon.window();
    await window.ask(runSync);
    const { findings } = await window.ask<{ findings: unknown[] }>(listFindings);
    const received: StatusChange[] = [];
    window.connection.onNotification(
      statusChanged.method,
      (change: StatusChange) => void received.push(change),
    );

    writeFileSync(file, 'teams: payments\n');
    await expect(window.ask(runSync)).rejects.toThrow(/\(top\): .*teams/);

    const status = await window.ask<Status>(getStatus);
    expect(status.problems.map(({ code }) => code)).toEqual(['configuration-invalid']);
    expect(status).toMatchObject({ team: 'payments', complete: false });
    expect(await window.ask(listFindings)).toMatchObject({ findings: { length: findings.length } });
    await eventually(() =>
      expect(received.findLast(({ problems }) => problems)?.problems?.[0]?.code).toBe(
        'configuration-invalid',
      ),
    );
  });

  it('is read again when a window’s settings change', async () => {
    const daemon = await daemonWith('team: [');
    const window = await daemon.window();
    writeFileSync(file, 'team: payments\n');
    await window.connection.sendNotification(settingsChanged.method, { aws: { region: 'eu-west-1' } });
    await eventually(async () =>
      expect(await window.ask<Status>(getStatus)).toMatchObject({ complete: true, problems: [] }),
    );
  });

  it('ends a command with its line, with and without a daemon, and does not prevent the daemon’s start', async () => {
    const terminal = openTerminal(sandbox);
    cleanup.add(() => terminal.close());
    const env = { GUARDRAIL_TEAM: undefined };
    terminal.configure('team: [payments');
    const line = /^guardrail: The configuration [^\n]*config\.yaml cannot be used: [^\n]*\n$/;
    const alone = await terminal.run(['sync'], env);
    const daemon = terminal.start(['daemon'], env);
    await daemon.printed('socket');
    const joined = await terminal.run(['sync'], env);
    for (const ran of [alone, joined]) {
      expect(ran).toMatchObject({ code: 1, stdout: '' });
      expect(ran.stderr).toMatch(line);
    }
    expect(await terminal.run(['findings'], env)).toMatchObject({ code: 1, stderr: joined.stderr });
    terminal.configure('team: payments');
    expect(await terminal.run(['sync'], env)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('settings that change during a sync run', () => {
  const { token, email } = { token: 'GUARDRAIL_JIRA_TOKEN', email: 'GUARDRAIL_JIRA_EMAIL' };

  it('start another sync run at once: a user who signs in sees tickets', async () => {
    const daemon = await daemonWith('team: payments\n', { [token]: undefined, [email]: undefined });
    sandbox.aws.faults.slow(150);
    const window = await daemon.window();
    await eventually(async () => expect((await window.ask<Status>(getStatus)).syncing).toBe(true));

    const asked = window.ask<{ tickets: { total: number } }>(runSync);
    await window.connection.sendNotification(settingsChanged.method, {
      jira: { email: sandbox.hello.jiraAuth.email, token: sandbox.hello.jiraAuth.token },
    });

    sandbox.aws.faults.slow(0);

    expect((await asked).tickets.total).toBeGreaterThan(20);
    const { tickets } = await window.ask<{ tickets: TicketView[] }>(listTickets);
    expect(tickets.length).toBeGreaterThan(20);
    expect(await window.ask<Status>(getStatus)).toMatchObject({ complete: true, problems: [] });
  });
});
