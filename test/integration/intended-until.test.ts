import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFindings, stateOfFinding } from '#protocol/findings.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let window: Awaited<ReturnType<TestDaemon['client']>>;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  window = await daemon.client({ as: 'window', locale: 'en' });
  await window.request(runSync, {});
});
afterEach(() => cleanup.run());

const findings = async () => (await window.request(listFindings, {})).findings;
async function findingAt(state: 'todo' | 'done') {
  const found = (await findings()).find((finding) => stateOfFinding(finding) === state);
  const issue = sandbox.world.issues.find(({ key }) => key === found?.ticket?.key);
  if (!found || !issue) throw new Error(`The sample team has no finding at ${state}.`);
  return { key: found.key, issue };
}

describe('a finding that is intended until a day', () => {
  it('is open again when that day is over, although its ticket is done', async () => {
    const { key, issue } = await findingAt('done');
    sandbox.jira.others.edit(issue.key, {
      values: new Map([['labels', [...issue.labels, 'guardrail-until-2026-01-31']]]),
    });
    await window.request(runSync, {});
    const over = (await findings()).find((finding) => finding.key === key);
    expect(over?.ticket).toMatchObject({ state: 'done', until: '2026-01-31', isOver: true });
    expect(over && stateOfFinding(over)).toBe('todo');
  });

  it('keeps that day with the ticket, for everyone', async () => {
    const { issue } = await findingAt('todo');
    const params = {
      ticket: issue.key,
      outcome: 'intended',
      reason: 'A public site.',
      until: '2999-01-31',
    } as const;
    expect((await window.request(reviewTicket, params)).result).toBe('confirmed');
    expect(issue.labels).toContain('guardrail-until-2999-01-31');
    const comment = JSON.stringify(issue.comments.at(-1)?.body);
    expect(comment).toContain('intended until 2999-01-31');
    expect(comment).toContain('Resource: ');
  });
});
