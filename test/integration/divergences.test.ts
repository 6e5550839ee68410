import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DivergenceCode, hasDivergence } from '#protocol/divergence.ts';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Issue } from '../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { failInAws, fixInAws } from '../support/sandbox-fixes.ts';
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
  await sync();
});
afterEach(() => cleanup.run());

const sync = () => window.request(runSync, {});
const findings = async () => (await window.request(listFindings, {})).findings;
const tickets = async () => (await window.request(listTickets, {})).tickets;
const findingNow = async (key: string) => (await findings()).find((finding) => finding.key === key);
const ticketNow = async (key: string) => (await tickets()).find((ticket) => ticket.key === key);
const divergence = (of: Pick<FindingView, 'divergences'> | undefined, code: DivergenceCode) =>
  of?.divergences?.find((each) => each.code === code);
const count = async (code: DivergenceCode) => (await window.request(getStatus, {})).divergences?.[code] ?? 0;

function issueOf(key: string): Issue {
  const issue = sandbox.world.issues.find((each) => each.key === key);
  if (!issue) throw new Error(`The sandbox has no ${key}.`);
  return issue;
}
const touch = (issue: Issue, change: Partial<Issue>) =>
  Object.assign(issue, change, { updated: new Date().toISOString() });

/** Resolves to a finding of Config that agrees with its ticket, which is at To Do. */
async function agreeing() {
  const found = (await findings()).find(
    ({ source, ticket, divergences }) => source === 'config' && ticket?.state === 'todo' && !divergences,
  );
  if (!found?.ticket) throw new Error('The sample team has a finding to do.');
  return { ...found, ticket: found.ticket };
}

/** Files a ticket next to the others of the team's project. */
function file(number: number, like: Issue, change: Partial<Issue>): Issue {
  const made = {
    ...like,
    id: String(980_000 + number),
    key: `${like.project}-${9800 + number}`,
    ...change,
    comments: [],
    updated: new Date().toISOString(),
  };
  sandbox.world.issues.push(made);
  return made;
}

describe('a finding and its ticket that disagree', () => {
  it('are resolved and open until the ticket is done, with the step to take', async () => {
    const finding = await agreeing();
    const before = await count('resolved-open');
    fixInAws(sandbox, finding);
    await sync();

    const shown = await findingNow(finding.key);
    expect(divergence(shown, 'resolved-open')).toMatchObject({
      since: shown?.resolvedAt,
      next: `Move ${finding.ticket.key} to review as fixed.`,
    });
    expect(divergence(await ticketNow(finding.ticket.key), 'resolved-open')?.text).toContain(
      'has not reported',
    );
    expect(await count('resolved-open')).toBe(before + 1);

    touch(issueOf(finding.ticket.key), { status: 'done' });
    await sync();
    expect(await ticketNow(finding.ticket.key)).not.toHaveProperty('divergences');
    expect(await count('resolved-open')).toBe(before);
  });

  it('are not resolved because a region could not be read', async () => {
    const finding = await agreeing();
    fixInAws(sandbox, finding);
    sandbox.aws.faults.outdate(finding.account);
    await sync().catch(() => {});

    const shown = await findingNow(finding.key);
    expect(shown?.resolvedAt).toBeUndefined();
    expect(shown).not.toHaveProperty('divergences');
  });

  it('may be old if their region could not be read since then, and say so', async () => {
    const finding = await agreeing();
    fixInAws(sandbox, finding);
    await sync();
    expect(divergence(await findingNow(finding.key), 'resolved-open')).not.toHaveProperty('unread');
    sandbox.aws.faults.outdate(finding.account);
    await sync().catch(() => {});

    expect(divergence(await findingNow(finding.key), 'resolved-open')).toMatchObject({
      unread: true,
      text: expect.stringContaining('The last sync could not read AWS there'),
      next: expect.stringMatching(/^Refresh first/),
    });
  });

  it('are done and failing, unless the ticket says that this is intended', async () => {
    const { key, ticket } = await agreeing();
    const issue = issueOf(ticket.key);
    touch(issue, { status: 'done' });
    await sync();
    expect(divergence(await findingNow(key), 'done-failing')?.next).toContain('guardrail-intended');
    expect(hasDivergence((await ticketNow(ticket.key)) ?? {}, 'done-failing')).toBe(true);

    touch(issue, { labels: [...issue.labels, 'guardrail-intended'] });
    await sync();
    expect(await findingNow(key)).not.toHaveProperty('divergences');
    expect((await findingNow(key))?.ticket).toMatchObject({ state: 'done', intended: true });
  });

  it('are reopened if the finding fails again, with the time; a new finding is not', async () => {
    const finding = await agreeing();
    expect(finding.reopenedAt).toBeUndefined();
    fixInAws(sandbox, finding);
    await sync();
    touch(issueOf(finding.ticket.key), { status: 'done' });
    await sync();
    failInAws(sandbox, finding);
    await sync();

    const shown = await findingNow(finding.key);
    expect(shown?.divergences?.map(({ code }) => code)).toEqual(['reopened', 'done-failing']);
    expect(divergence(shown, 'reopened')).toMatchObject({
      since: shown?.reopenedAt,
      next: expect.stringContaining(`Reopen ${finding.ticket.key}`),
    });
  });

  it('are reopened if the ticket was done and waits for its developer again', async () => {
    const { key, ticket } = await agreeing();
    const issue = issueOf(ticket.key);
    touch(issue, { status: 'done' });
    await sync();
    touch(issue, { status: 'todo' });
    await sync();
    expect(divergence(await findingNow(key), 'reopened')?.text).toContain(`${ticket.key} was done`);

    touch(issue, { status: 'review' });
    await sync();
    expect(await findingNow(key)).not.toHaveProperty('divergences');
  });
});

describe('tickets of one finding', () => {
  it('are named as duplicates, with the one that stands for it', async () => {
    const { key, ticket } = await agreeing();
    const other = file(1, issueOf(ticket.key), {});
    await sync();

    const found = divergence(await findingNow(key), 'duplicate');
    const used = (await findingNow(key))?.ticket?.key;
    expect(found).toMatchObject({ used, tickets: [ticket.key, other.key].toSorted() });
    expect(divergence(await ticketNow(other.key), 'duplicate')).toEqual(found);
    expect(divergence(await ticketNow(ticket.key), 'duplicate')).toEqual(found);
    expect(await count('duplicate')).toBe(1);
  });
});

describe('a finding without a ticket', () => {
  it('is known once all tickets were read', async () => {
    const { key, ticket } = await agreeing();
    sandbox.world.issues.splice(sandbox.world.issues.indexOf(issueOf(ticket.key)), 1);
    await sync();
    await sync();
    const shown = await findingNow(key);
    if (shown?.ticket) throw new Error('The deleted ticket is still known.');
    expect(divergence(shown, 'without-ticket')?.next).toContain('File a ticket');
  });
});

describe('a ticket without a finding', () => {
  const orphanLike = async (number: number) => {
    const { account, ticket } = await agreeing();
    const description = `Account: ${account}\nResource: AWS::EC2::Volume vol-0gone\nRule: ENCRYPTED_VOLUMES`;
    return { account, issue: file(number, issueOf(ticket.key), { labels: ['guardrail'], description }) };
  };

  it('is open although AWS reports nothing for it, if its account was read completely', async () => {
    const { issue } = await orphanLike(2);
    await sync();
    const shown = await ticketNow(issue.key);
    expect(divergence(shown, 'without-finding')?.next).toContain('Check the resource');
    expect(await count('without-finding')).toBe(1);

    touch(issue, { status: 'done' });
    await sync();
    expect(await ticketNow(issue.key)).not.toHaveProperty('divergences');
  });

  it('is unknown while a part of its account is not read', async () => {
    const { account, issue } = await orphanLike(3);
    sandbox.aws.faults.outdate(account);
    await sync().catch(() => {});
    const shown = await ticketNow(issue.key);
    expect(shown).toMatchObject({ findingUnknown: true });
    expect(shown).not.toHaveProperty('divergences');
  });
});
