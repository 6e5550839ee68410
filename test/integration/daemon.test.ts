import { readFileSync, statSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { stopDaemon } from '#protocol/daemon.ts';
import { type FindingView, findingsChanged, listFindings } from '#protocol/findings.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { getStatus, statusChanged } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets, type TicketView, ticketsChanged } from '#protocol/tickets.ts';
import { hostDaemon } from '../../daemon/commands/host-daemon.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { connectTo, helloOf, openWindow } from '../support/window.ts';

let sandbox: Sandbox;
let daemon: TestDaemon;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  daemon = await startDaemon(sandbox);
});
afterEach(async () => {
  sandbox.aws.faults.unreachable(false);
  sandbox.jira.faults.unreachable(false);
  await daemon.close();
});

const todo = (findings: readonly FindingView[]) => findings.filter(({ ticket }) => ticket?.state === 'todo');

describe('the daemon’s listener', () => {
  it('is private: folder 0700, socket and token 0600', () => {
    const { stateDir, socket, tokenFile } = daemon.context.place;
    expect(statSync(stateDir).mode & 0o777).toBe(0o700);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
  });

  it('refuses a second daemon and leaves the first one alone', async () => {
    await expect(hostDaemon(daemon.context)).rejects.toMatchObject({ code: 'daemon-running' });
    const client = await daemon.client();
    expect((await client.request(getStatus, {})).configured).toBe(true);
  });

  it('refuses a command that names another organization, and says which value differs', async () => {
    await expect(daemon.client({ settings: { team: 'another-team' } })).rejects.toMatchObject({
      code: 'daemon-differs',
      message: expect.stringContaining('GUARDRAIL_TEAM'),
    });
  });

  it('answers no request of an unauthenticated client', async () => {
    const client = connectTo(daemon.context.place);
    for (const { method } of [listFindings, getStatus, runSync, stopDaemon])
      await expect(client.sendRequest(method, {})).rejects.toThrow('initialize first');
    const position = { textDocument: { uri: 'file:///x.yaml' }, position: { line: 0, character: 0 } };
    await expect(client.sendRequest('textDocument/hover', position)).rejects.toThrow('initialize first');
    await expect(client.sendRequest('shutdown')).rejects.toThrow('initialize first');

    const hello = { ...helloOf(daemon.context.place), token: 'f'.repeat(64) };
    const refused = client.sendRequest('initialize', { capabilities: {}, initializationOptions: hello });
    await expect(refused).rejects.toThrow('did not accept this client');
    await expect(client.sendRequest(listFindings.method, {})).rejects.toThrow('initialize first');
    client.end();
    expect((await (await daemon.client()).request(getStatus, {})).configured).toBe(true);
  });

  it('accepts the initialization of a client once', async () => {
    const { connection, close } = await openWindow(daemon.context.place);
    const again = { capabilities: {}, initializationOptions: helloOf(daemon.context.place) };
    await expect(connection.sendRequest('initialize', again)).rejects.toThrow('initialized before');
    close();
  });

  it('refuses wrong parameters and continues', async () => {
    const client = await daemon.client();
    await expect(client.request(listFindings, { all: 'yes' } as never)).rejects.toThrow(/all/);
    await expect(client.request({ ...getStatus, method: 'guardrail/nonsense' }, {})).rejects.toThrow();
    expect((await client.request(getStatus, {})).configured).toBe(true);
  });
});

describe('one sync run', () => {
  it('returns the team’s findings with tickets, links and exact coverage', async () => {
    const client = await daemon.client({ folders: [sandbox.hello.workspace] });
    const before = await client.request(getStatus, {});
    expect(before).toMatchObject({ complete: false });
    expect(before.lastSync).toBeUndefined();

    const report = await client.request(runSync, {});
    const { findings } = await client.request(listFindings, {});
    expect(report.findings.failing).toBe(findings.length);
    expect(findings.length).toBeGreaterThan(20);
    expect(findings.every(({ ticket }) => ticket?.url.startsWith(sandbox.hello.jira))).toBe(true);
    const linked = findings.filter(({ link }) => link?.place !== undefined);
    expect(linked.length).toBeGreaterThan(10);
    for (const { link } of linked) {
      const { file = '', line: number = -1, column, endColumn, logicalId } = link?.place ?? {};
      const line = readFileSync(file, 'utf8').split(/\r\n|\n/)[number] ?? '';
      expect(line.slice(column, endColumn).replaceAll('"', '')).toBe(logicalId);
    }
    expect(await client.request(getStatus, {})).toMatchObject({ complete: true, failed: [], problems: [] });
    expect(Object.keys(report.calls).some((name) => name.startsWith('jira:'))).toBe(true);
  });

  it('returns Japanese texts to a Japanese session', async () => {
    const [english, japanese] = [await daemon.client(), await daemon.client({ locale: 'ja' })];
    await english.request(runSync, {});
    const titles = async (client: typeof english) =>
      (await client.request(listFindings, {})).findings.map(({ title }) => title);
    expect((await titles(japanese)).join()).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect((await titles(english)).join()).not.toEqual((await titles(japanese)).join());
  });

  it('keeps known data, with its age, while AWS or Jira is unreachable', async () => {
    const client = await daemon.client();
    await client.request(runSync, {});
    const { findings } = await client.request(listFindings, {});
    const { lastSync } = await client.request(getStatus, {});

    sandbox.aws.faults.unreachable(true);
    await expect(client.request(runSync, {})).rejects.toMatchObject({ code: 'aws-unreachable' });
    expect((await client.request(listFindings, {})).findings).toHaveLength(findings.length);
    const offline = await client.request(getStatus, {});
    expect(offline).toMatchObject({ complete: false, lastSync, problems: [{ code: 'aws-unreachable' }] });

    sandbox.aws.faults.unreachable(false);
    sandbox.jira.faults.unreachable(true);
    await expect(client.request(runSync, {})).rejects.toMatchObject({ code: 'jira-unreachable' });
    const jiraOff = await client.request(getStatus, {});
    expect((await client.request(listFindings, {})).findings.every(({ ticket }) => ticket)).toBe(true);
    expect(jiraOff).toMatchObject({ complete: false, problems: [{ code: 'jira-unreachable' }] });
    expect(jiraOff.ticketsRead).toBe(offline.ticketsRead);
  });
});

describe('a review', () => {
  it('moves the ticket in Jira and notifies every window', async () => {
    const [window, other] = [await daemon.client({ as: 'window' }), await daemon.client({ as: 'window' })];
    const seen = { findings: [] as FindingView[], tickets: [] as TicketView[], statuses: 0 };
    other.onNotification(findingsChanged, ({ changed }) => seen.findings.push(...changed));
    other.onNotification(ticketsChanged, ({ changed }) => seen.tickets.push(...changed));
    other.onNotification(statusChanged, () => seen.statuses++);
    // A window is notified of what it has listed.
    await Promise.all([other.request(listFindings, {}), other.request(listTickets, {})]);
    await window.request(runSync, {});
    const chosen = todo((await window.request(listFindings, {})).findings)[0];
    const ticket = chosen?.ticket?.key ?? '';

    const { result, ticket: after } = await window.request(reviewTicket, {
      ticket,
      outcome: 'fixed',
      reason: 'Bucket closed.',
    });

    expect(result).toBe('confirmed');
    expect(after.state).toBe('review');
    const issue = sandbox.world.issues.find(({ key }) => key === ticket);
    expect(issue?.status).toBe('review');
    expect(JSON.stringify(issue?.comments)).toContain('Bucket closed.');
    await vi.waitFor(() => {
      expect(seen.findings.findLast(({ key }) => key === chosen?.key)?.ticket?.state).toBe('review');
      expect(seen.tickets.findLast(({ key }) => key === ticket)?.state).toBe('review');
    });
    expect(seen.statuses).toBeGreaterThan(0);
  });

  it('is kept while Jira is unreachable, also after the daemon ends, and is sent once when Jira is back', async () => {
    const client = await daemon.client();
    await client.request(runSync, {});
    const ticket = todo((await client.request(listFindings, {})).findings).at(-1)?.ticket?.key ?? '';
    sandbox.jira.faults.unreachable(true);
    const kept = await client.request(reviewTicket, {
      ticket,
      outcome: 'intended',
      reason: 'A public website.',
    });
    expect(kept).toMatchObject({
      result: 'waiting',
      ticket: { pending: { outcome: 'intended', state: 'waiting' } },
    });
    daemon.serving.stop();
    await daemon.serving.stopped;

    sandbox.jira.faults.unreachable(false);
    const serving = await hostDaemon(daemon.context);
    const again = await daemon.client();
    await again.request(runSync, {});
    const issue = sandbox.world.issues.find(({ key }) => key === ticket);
    expect(issue?.status).toBe('review');
    expect(issue?.comments).toHaveLength(1);
    expect(
      (await again.request(listTickets, {})).tickets.find(({ key }) => key === ticket)?.pending,
    ).toBeUndefined();
    again.close();
    serving.stop();
    await serving.stopped;
  });

  it('of a ticket that was seen on another site is not sent', async () => {
    const client = await daemon.client();
    await client.request(runSync, {});
    const { key = '', url = '' } =
      todo((await client.request(listFindings, {})).findings).at(-1)?.ticket ?? {};
    const review = { ticket: key, outcome: 'fixed', reason: 'Closed.' } as const;
    const elsewhere = { ...review, url: `https://elsewhere.atlassian.net/browse/${key}` };
    await expect(client.request(reviewTicket, elsewhere)).rejects.toMatchObject({ code: 'ticket-elsewhere' });
    expect(sandbox.world.issues.find((issue) => issue.key === key)?.status).toBe('todo');
    expect((await client.request(reviewTicket, { ...review, url })).result).toBe('confirmed');
  });

  it.each([
    ['PAY-999999', 'ticket-not-read'],
    ['not a key', 'ticket-key-invalid'],
  ])('of %s says what to do instead', async (ticket, code) => {
    const client = await daemon.client();
    await client.request(runSync, {});
    await expect(
      client.request(reviewTicket, { ticket, outcome: 'fixed', reason: 'x' }),
    ).rejects.toMatchObject({ code });
  });
});
