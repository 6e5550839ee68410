import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFindings, stateOfFinding } from '#protocol/findings.ts';
import { runSync } from '#protocol/sync.ts';
import { judgeMatch, listTickets } from '#protocol/tickets.ts';
import { labelOf } from '../../daemon/domain/tickets/label.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal } from '../support/terminal.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let client: Awaited<ReturnType<TestDaemon['client']>>;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  client = await daemon.client();
});
afterEach(() => cleanup.run());

const sync = () => client.request(runSync, {});
const tickets = async () => (await client.request(listTickets, {})).tickets;
const issueOf = (key: string) => {
  const issue = sandbox.world.issues.find((each) => each.key === key);
  if (!issue) throw new Error(`The sandbox has no ${key}.`);
  return issue;
};

/** Leaves a finding with only a ticket that mentions it, at Done. Resolves to the ticket's and the finding's key. */
async function mentionOnly() {
  await sync();
  const { findings } = await client.request(listFindings, {});
  const found = findings.find(({ ticket, source }) => ticket?.state === 'todo' && source === 'config');
  if (!found?.ticket) throw new Error('The sample team has a finding to do.');
  const issue = issueOf(found.ticket.key);
  const { account, rule, resource } = found;
  const mention = {
    ...issue,
    id: '99999',
    key: `${issue.project}-99999`,
    labels: ['guardrail'],
    summary: 'Last month',
    description: `${account} ${resource.id} ${rule}`,
    status: 'done' as const,
    updated: new Date().toISOString(),
  };
  // The finding's own ticket loses its label: only the mention is left.
  const own = {
    ...issue,
    labels: issue.labels.filter((label) => label !== labelOf(found.key)),
    description: '',
  };
  sandbox.world.issues.splice(sandbox.world.issues.indexOf(issue), 1, own, mention);
  own.updated = mention.updated;
  await sync();
  return { ticket: mention.key, finding: found.key };
}

const findingNow = async (key: string) =>
  (await client.request(listFindings, {})).findings.find((each) => each.key === key);
const ticketNow = async (key: string) => (await tickets()).find((each) => each.key === key);

describe('a ticket that only mentions a finding', () => {
  it('is shown with the finding as probable, and never decides its state', async () => {
    const { ticket, finding } = await mentionOnly();

    expect((await findingNow(finding))?.ticket).toMatchObject({ key: ticket, match: 'text', state: 'done' });
    expect(await ticketNow(ticket)).toMatchObject({ finding, match: 'text' });
  });

  it('decides the state once a person confirmed it, until that is taken back', async () => {
    const { ticket, finding } = await mentionOnly();

    const confirmed = await client.request(judgeMatch, { ticket, finding, verdict: 'confirmed' });
    expect(confirmed.ticket).toMatchObject({ finding, match: 'confirmed' });
    const now = await findingNow(finding);
    expect(now && stateOfFinding(now)).toBe('done');

    await client.request(judgeMatch, { ticket, finding, verdict: 'forget' });
    expect((await findingNow(finding))?.ticket).toMatchObject({ match: 'text' });
  });

  it('is not matched again once a person rejected it, not even by the next sync run', async () => {
    const { ticket, finding } = await mentionOnly();
    await client.request(judgeMatch, { ticket, finding, verdict: 'rejected' });
    await sync();

    expect((await findingNow(finding))?.ticket).toBeUndefined();
    expect((await ticketNow(ticket))?.finding).toBeUndefined();
  });

  it('is confirmed and rejected in a terminal', async () => {
    const { ticket, finding } = await mentionOnly();
    const terminal = openTerminal(sandbox);
    cleanup.add(() => terminal.close());
    await terminal.serve();
    await terminal.run(['sync']);
    const match = async (...words: string[]) => (await terminal.run(['match', ticket, ...words])).stdout;

    expect(await match()).toBe(
      `${ticket} tracks ${finding} (probable: its text names account, resource and rule).\n`,
    );
    expect(await match('--confirm')).toContain(`${ticket} tracks ${finding} (confirmed by a person).\n`);
    expect(await match('--reject')).toContain(`${ticket} tracks no known finding.\n`);
    expect(await terminal.run(['match', ticket, '--confirm'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--finding KEY'),
    });
    // The list does not name a rejected finding: its key is not needed to take the verdict back.
    expect(await match('--forget')).toContain(finding);
    expect(await match()).toContain('(probable:');
    const nothing = await terminal.run(['match', ticket, '--forget']);
    expect(nothing).toMatchObject({ code: 0 });
    expect((await terminal.run(['match', ticket, '--confirm', '--reject'])).code).toBe(2);
  });

  it('cannot be confirmed for a finding that is not known, and a labelled ticket needs no verdict', async () => {
    const { ticket } = await mentionOnly();
    const unknown = client.request(judgeMatch, { ticket, finding: 'config:none', verdict: 'confirmed' });
    await expect(unknown).rejects.toMatchObject({ code: 'finding-unknown' });

    const labelled = (await tickets()).find(({ match }) => match === 'label');
    if (!labelled?.finding) throw new Error('The sample team has labelled tickets.');
    const { key, finding } = labelled;
    const certain = client.request(judgeMatch, { ticket: key, finding, verdict: 'rejected' });
    await expect(certain).rejects.toMatchObject({ code: 'match-certain' });
  });
});
