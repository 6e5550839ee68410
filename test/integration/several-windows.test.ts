import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Settings, settingsChanged } from '#protocol/settings.ts';
import { getStatus, type Status, type StatusChange, statusAfter, statusChanged } from '#protocol/status.ts';
import { listTickets, type TicketView } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow } from '../support/window.ts';

const eventually = (check: () => unknown) => vi.waitFor(check, 15_000);
let sandbox: Sandbox;
let cleanup: Cleanup;
let daemon: TestDaemon;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  cleanup = createCleanup();
  const none = { GUARDRAIL_TEAM: undefined, GUARDRAIL_JIRA_SITE: undefined };
  const signedOut = { GUARDRAIL_JIRA_EMAIL: undefined, GUARDRAIL_JIRA_TOKEN: undefined };
  daemon = await startDaemon(sandbox, { env: { ...none, ...signedOut } });
  cleanup.add(() => daemon.close());
});
afterEach(() => cleanup.run());

async function window(settings: Settings) {
  const { connection, close } = await openWindow(daemon.context.place, { settings });
  cleanup.add(async () => close());
  let received: Status | undefined;
  connection.onNotification(statusChanged.method, (change: StatusChange) => {
    received = statusAfter(received, change);
  });
  const ask = <Result>({ method }: { method: string }) => connection.sendRequest<Result>(method, {});
  return {
    close,
    /** The problems of the last status that the window received, by code. */
    problems: () => Object.fromEntries((received?.problems ?? []).map(({ code, text }) => [code, text])),
    status: () => ask<Status>(getStatus),
    tickets: async () => (await ask<{ tickets: TicketView[] }>(listTickets)).tickets.length,
    change: (changed: Settings) => connection.sendNotification(settingsChanged.method, changed),
  };
}

const signedIn = (): Settings => {
  const { jira: site, jiraAuth, team } = sandbox.hello;
  return { team, jira: { site, ...jiraAuth } };
};

describe('several windows on one daemon', () => {
  it('a window with fewer settings does not remove the team or the sign-in', async () => {
    const first = await window(signedIn());
    await eventually(async () => expect(await first.status()).toMatchObject({ complete: true }));
    const tickets = await first.tickets();
    expect(tickets).toBeGreaterThan(20);

    const second = await window({});
    await second.change({ aws: { region: sandbox.hello.region } });

    for (const each of [first, second])
      await eventually(async () =>
        expect(await each.status()).toMatchObject({
          team: sandbox.hello.team,
          complete: true,
          syncing: false,
          problems: [],
        }),
      );
    expect(await second.tickets()).toBe(tickets);
  });

  it('the window that signed in signs out, and no window is signed in', async () => {
    const first = await window(signedIn());
    const second = await window({});
    await eventually(async () => expect(await second.status()).toMatchObject({ complete: true }));

    const { token: _, ...jira } = signedIn().jira ?? {};
    await first.change({ team: sandbox.hello.team, jira });

    await eventually(() => expect(second.problems()).toHaveProperty('jira-signed-out'));
  });

  it('two that contradict each other both show both values and the one in use, until one closes', async () => {
    const other = sandbox.world.teams[1]?.name ?? '';
    const first = await window(signedIn());
    const second = await window({ team: other });

    const line = `"guardrail.team" is "${other}" in use, "${sandbox.hello.team}" in another window`;
    for (const each of [first, second])
      await eventually(() => expect(each.problems()['settings-differ']).toContain(line));
    expect(await first.status()).toMatchObject({ team: other });

    second.close();

    await eventually(() => expect(first.problems()).not.toHaveProperty('settings-differ'));
  });

  it('a window that reloads finds everything as it left it, without another sync', async () => {
    const first = await window(signedIn());
    const second = await window({});
    await eventually(async () =>
      expect(await first.status()).toMatchObject({ complete: true, syncing: false }),
    );
    const { lastSync } = await second.status();

    first.close();
    await eventually(async () =>
      expect(await second.status()).toMatchObject({ complete: true, syncing: false }),
    );
    const again = await window(signedIn());

    expect(await again.status()).toMatchObject({ complete: true, syncing: false, lastSync, problems: [] });
  });

  it('a command’s own settings change nothing for windows', async () => {
    const first = await window(signedIn());
    await eventually(async () => expect(await first.status()).toMatchObject({ complete: true }));
    const command = await daemon.client({ settings: { team: sandbox.hello.team } });
    expect(await command.request(getStatus, {})).toMatchObject({ complete: true, problems: [] });
    command.close();
    expect(await first.status()).toMatchObject({ complete: true, problems: [] });
  });
});
