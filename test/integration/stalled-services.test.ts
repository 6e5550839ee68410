import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { type Spoiler, startSpoiler } from '../support/spoiler.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

/** Servers that accept a request and never finish their response. */

let cleanup: ReturnType<typeof createCleanup>;
let sandbox: Sandbox;
let aws: Spoiler;
let jira: Spoiler;
/** The sandbox through the spoilers. */
let hello: Sandbox['hello'];

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  aws = await startSpoiler(sandbox.hello.aws, 'aws');
  jira = await startSpoiler(sandbox.hello.jira, 'jira');
  cleanup.add(() => aws.close());
  cleanup.add(() => jira.close());
  hello = { ...sandbox.hello, aws: aws.url, jira: jira.url };
});
afterEach(() => cleanup.run());

const stallings = [
  ['AWS, from the first call', () => aws.spoil('stalled', 'sts:GetCallerIdentity')],
  ['AWS, half-way', () => aws.spoil('stalled', 'config:SelectAggregateResourceConfig')],
  ['Jira', () => jira.spoil('stalled', 'jira:POST /rest/api/3/search/jql')],
] as const;

const stalled = () =>
  vi.waitFor(() => expect(aws.spoilt.answers + jira.spoilt.answers).toBeGreaterThan(0), 20_000);

describe.each(stallings)('if %s stalls', (_, stall) => {
  it('a user who cancels ends the daemon’s sync run, and the next one is complete', async () => {
    stall();
    const daemon = await startDaemon({ hello });
    cleanup.add(() => daemon.close());
    const window = await daemon.client({ as: 'window' });
    await stalled();
    const command = await daemon.client();
    const abort = new AbortController();
    const joined = command.request(runSync, {}, abort.signal).catch((error: unknown) => error);
    await pause(200);
    abort.abort();
    await joined;
    await vi.waitFor(async () => expect((await window.request(getStatus, {})).syncing).toBe(false), 5_000);
    aws.spoil(undefined);
    jira.spoil(undefined);
    const report = await command.request(runSync, {});
    expect(report.coverage.filter(({ ok }) => !ok)).toEqual([]);
  }, 60_000);

  it('commands and the daemon end if they are asked to', async () => {
    stall();
    const terminal: Terminal = openTerminal({ hello });
    cleanup.add(() => terminal.close());
    const daemon = terminal.start(['daemon']);
    await daemon.printed('socket');
    const sync = terminal.start(['sync']);
    await stalled();
    sync.child.kill('SIGINT');
    const cancelledAt = Date.now();
    expect(await sync.ended).toMatchObject({ code: 1, stderr: 'guardrail: cancelled.\n' });
    const again = terminal.start(['sync']);
    await pause(500);
    await terminal.run(['daemon', '--stop']);
    expect(await again.ended).toMatchObject({ code: 1 });
    expect(await daemon.ended).toMatchObject({ code: 0 });
    // The daemon may wait ten seconds for a review.
    expect(Date.now() - cancelledAt).toBeLessThan(15_000);
  }, 60_000);
});
