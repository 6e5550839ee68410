import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listFindings } from '#protocol/findings.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import { contextOf } from '../../daemon/commands/command-context.ts';
import { type Client, connect } from '../../daemon/commands/daemon-client.ts';
import { sampleContextOf } from '../../daemon/commands/sample-daemon.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

describe('the daemon of the sample organization', () => {
  let cleanup: Cleanup;
  let terminal: Terminal;
  beforeEach(() => {
    cleanup = createCleanup();
    // A user's own organization, which cannot be reached: every request to it would fail.
    const nowhere = 'http://127.0.0.1:9';
    const hello = {
      ...{ aws: nowhere, jira: nowhere, team: 'own-team', project: 'OWN', region: 'eu-west-1' },
      credentials: { accessKeyId: 'own', secretAccessKey: 'own' },
      jiraAuth: { email: 'me@example.com', token: 'own' },
    };
    terminal = openTerminal({ hello } as never);
    cleanup.add(() => terminal.close());
    terminal.configure('team: own-team-of-file\n');
  });
  afterEach(() => cleanup.run());

  async function startSample(idleMinutes = '0.02') {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', AWS_PROFILE: 'own' };
    const daemon = terminal.start(['daemon', '--sample', '--idle-minutes', idleMinutes], env);
    await daemon.printed('"socket"');
    const { place } = sampleContextOf(contextOf({ GUARDRAIL_STATE_DIR: terminal.stateDir }, undefined));
    const signal = AbortSignal.timeout(20_000);
    const client = await connect({ place, settings: {}, locale: 'en', folders: [], signal });
    return { daemon, client, place, signal };
  }

  async function titlesIn(client: Client, signal: AbortSignal): Promise<string[]> {
    await client.request(runSync, {}, signal);
    return (await client.request(listFindings, {}, signal)).findings.map(({ title }) => title).sort();
  }

  it('reads its own organization, whatever the user has configured, and leaves no store', async () => {
    const { daemon, client, place, signal } = await startSample();
    const titles = await titlesIn(client, signal);
    const status = await client.request(getStatus, {}, signal);
    expect(titles.length).toBeGreaterThan(20);
    expect([status.team, status.complete, status.problems]).toEqual(['payments', true, []]);
    expect(readdirSync(terminal.stateDir)).toEqual(['sample']);
    // AWS's console does not have the invented accounts.
    const { findings } = await client.request(listFindings, {}, signal);
    expect(findings.flatMap(({ consoleUrl }) => consoleUrl ?? [])).toEqual([]);

    client.close();

    expect((await daemon.ended).code).toBe(0);
    expect(existsSync(path.join(place.stateDir, 'guardrail.db'))).toBe(false);
  });

  it('begins again with the same organization the next time, also after a crash', async () => {
    const first = await startSample();
    const before = await titlesIn(first.client, first.signal);
    first.client.close();
    await first.daemon.ended;
    // A daemon that was killed leaves the logs of its databases, which the next databases must not take in.
    for (const name of ['guardrail', 'templates'])
      writeFileSync(path.join(first.place.stateDir, `${name}.db-wal`), 'of another run');

    const second = await startSample();
    const after = await titlesIn(second.client, second.signal);
    second.client.close();

    expect(after).toEqual(before);
    expect((await second.daemon.ended).code).toBe(0);
    expect(readdirSync(second.place.stateDir).filter((name) => name.includes('.db'))).toEqual([]);
  });

  it('is ended by its own command, not by the one of the user’s daemon', async () => {
    const { daemon, client } = await startSample('5');
    client.close();
    expect((await terminal.run(['daemon', '--stop'])).code).toBe(0);
    expect(daemon.child.exitCode).toBeNull();
    expect((await terminal.run(['daemon', '--sample', '--stop'])).code).toBe(0);
    expect((await daemon.ended).code).toBe(0);
  });
});

it('the sample, in two windows next to the user’s own organization, shares nothing with it', async () => {
  const cleanup = createCleanup();
  try {
    const own = await startSmallSandbox({ seed: 5, accounts: 6, teams: 2, regions: 2, findings: 120 });
    cleanup.add(() => own.close());
    const terminal = openTerminal(own);
    cleanup.add(() => terminal.close());
    const signal = AbortSignal.timeout(60_000);
    const context = contextOf({ GUARDRAIL_STATE_DIR: terminal.stateDir }, undefined);
    const windowOf = async ({ place }: { place: typeof context.place }) => {
      const client = await connect({ place, settings: {}, locale: 'en', folders: [], as: 'window', signal });
      cleanup.add(async () => client.close());
      return client;
    };
    const started = [['daemon'], ['daemon', '--sample']].map((words) =>
      terminal.start([...words, '--idle-minutes', '5']),
    );
    for (const { printed } of started) await printed('"socket"');
    const ownWindow = await windowOf(context);
    const [first, second] = [
      await windowOf(sampleContextOf(context)),
      await windowOf(sampleContextOf(context)),
    ];
    await Promise.all([ownWindow, first].map((client) => client.request(runSync, {}, signal)));
    const keysIn = async (client: Client) =>
      (await client.request(listFindings, {}, signal)).findings.map(({ key }) => key);
    const ticketsIn = async (client: Client) => (await client.request(listTickets, {}, signal)).tickets;
    const ownKeys = new Set(await keysIn(ownWindow));
    expect(ownKeys.size).toBeGreaterThan(0);
    expect((await keysIn(first)).filter((key) => ownKeys.has(key))).toEqual([]);

    const before = [JSON.stringify(own.world.issues), await ticketsIn(ownWindow)];
    const reviewed = (await ticketsIn(first)).find(({ state }) => state === 'todo');
    if (!reviewed) throw new Error('The sample has tickets to do.');
    const { key: ticket, url } = reviewed;
    await first.request(reviewTicket, { ticket, url, outcome: 'fixed', reason: 'Closed.' }, signal);

    await vi.waitFor(async () =>
      expect((await ticketsIn(second)).find(({ key }) => key === ticket)?.state).not.toBe('todo'),
    );
    await ownWindow.request(runSync, {}, signal);
    expect([JSON.stringify(own.world.issues), await ticketsIn(ownWindow)]).toEqual(before);
  } finally {
    await cleanup.run();
  }
}, 90_000);
