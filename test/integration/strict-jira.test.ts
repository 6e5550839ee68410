import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActionQueue } from '../../daemon/domain/tickets/actions/action-queue.ts';
import { createFilingQueue } from '../../daemon/domain/tickets/filing/filing-queue.ts';
import type { TicketService } from '../../daemon/domain/tickets/ticket-service.ts';
import { jiraConnector } from '../../daemon/integrations/jira/connect.ts';
import { writeActionComment } from '../../daemon/server/texts/action-comment.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../daemon/store/store.ts';
import { type StrictJira, startStrictJira } from '../support/strict-jira/server.ts';
import { type TicketSite, ticketSourceContract } from '../support/ticket-source-contract.ts';

const email = 'mika@example.com';
const token = 'strict-token';
const { signal } = new AbortController();
const kinds = ['cloud', 'data-center'] as const;
const connector = jiraConnector({ wait: async () => {} });

function connect({ url }: StrictJira, kind: (typeof kinds)[number], secret = token): TicketService {
  const access = { site: url, token: secret, ...(kind === 'cloud' && { email }) };
  return connector.connect({ ...access, selection: { projects: ['APP'] } }, () => {});
}

async function openStrict(kind: (typeof kinds)[number]): Promise<TicketSite> {
  const jira = await startStrictJira(kind, token);
  const source = connect(jira, kind);
  return {
    ...{ source, filer: source },
    signedOut: connect(jira, kind, 'another-token'),
    keys: jira.issues.map(({ key }) => key),
    movable: 'APP-1',
    comments: async (key) => jira.issues.find((issue) => issue.key === key)?.comments.length ?? 0,
    close: () => jira.close(),
  };
}

for (const kind of kinds)
  ticketSourceContract(`a strict Jira with few members (${kind})`, () => openStrict(kind));

describe.each(kinds)('a strict Jira with few members (%s)', (kind) => {
  let jira: StrictJira;
  let source: TicketService;
  let store: Store;
  beforeEach(async () => {
    jira = await startStrictJira(kind, token);
    source = connect(jira, kind);
    store = openStore(':memory:');
  });
  afterEach(async () => {
    store.close();
    await jira.close();
    // What the published API does not describe is sent only to learn whether the site has it.
    for (const each of jira.refused)
      expect(each).toMatch(/transitions: Unknown query parameter: (expand|includeUnavailableTransitions)$/);
  });

  it('takes a review, an approval and an undo, each once', async () => {
    const queue = createActionQueue({
      outbox: store.outbox.of(jira.url),
      source: () => source,
      names: () => ({}),
      writeComment: writeActionComment,
      keeper: () => () => {},
    });
    const review = {
      ticket: 'APP-2',
      kind: 'review',
      outcome: 'fixed',
      reason: 'Closed *all* ports.',
    } as const;
    expect((await queue.submit(review, signal)).result).toBe('confirmed');
    expect((await queue.submit({ ticket: 'APP-2', kind: 'approve', reason: 'Agreed.' }, signal)).result).toBe(
      'confirmed',
    );
    expect((await queue.undo({ ticket: 'APP-2' }, signal))?.result).toBe('confirmed');
    const issue = jira.issues.find(({ key }) => key === 'APP-2');
    expect([issue?.status, issue?.comments.length]).toEqual(['review', 3]);
    expect((await source.readLatestComments('APP-2', signal)).map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringContaining('Closed *all* ports.')]),
    );
    expect(store.outbox.everywhere()).toEqual([]);
  });

  it('takes an intention until a day, whose label the ticket keeps', async () => {
    await source.changeLabels(
      'APP-3',
      { add: ['guardrail-until-2027-01-31'], remove: ['guardrail'] },
      signal,
    );
    expect((await source.readTicket('APP-3', signal)).labels).toEqual(['guardrail-until-2027-01-31']);
  });

  it('gets one ticket for a finding, although it has no page for links and describes few fields', async () => {
    const queue = createFilingQueue({
      outbox: store.filings.of(jira.url),
      source: () => source,
      keeper: () => () => {},
    });
    const [type] = await source.listIssueTypes('APP', signal);
    const fields = await source.readCreateFields('APP', type?.id ?? '', signal);
    expect(fields.map(({ id, control }) => [id, control])).toEqual([
      ['summary', 'text'],
      ['description', 'textarea'],
      ['labels', 'labels'],
    ]);
    const label = 'guardrail-0123456789abcdef';
    const filing = {
      ...{ finding: 'config:finding', label, project: 'APP', issueType: type?.id ?? '' },
      fields: [
        { id: 'summary', control: 'text', value: 'A bucket is public' },
        { id: 'labels', control: 'labels', value: ['guardrail', label] },
      ],
      link: { globalId: `guardrail:${label}`, url: 'https://console.example/bucket', title: 'Bucket' },
    } as const;
    expect(await queue.submit(filing, signal)).toMatchObject({ result: 'filed', existed: false });
    expect(jira.issues.filter(({ labels }) => labels.includes(label))).toHaveLength(1);
    expect(store.filings.of(jira.url).list()).toEqual([]);
    expect(await source.findFiled({ label }, signal)).toEqual(['APP-6']);
  });

  it('is signed in to, and shows its projects', async () => {
    const access = { site: jira.url, token, ...(kind === 'cloud' && { email }) };
    expect(await connector.readAccount(access, signal)).toMatchObject({ kind, name: 'Aiko Tanaka' });
    expect((await connector.listProjects(access, signal)).projects).toEqual([
      { key: 'APP', name: 'Application' },
    ]);
  });

  it('has no boards, permissions or language to show, which is no problem', async () => {
    expect(await source.readColumns('APP-1', signal)).toEqual([]);
    expect(await source.readLastMove('APP-1', signal)).toBeUndefined();
    expect(await source.mayMove('APP-1', signal)).toBe(true);
    expect(await source.readLanguage(signal)).toBeUndefined();
  });
});
