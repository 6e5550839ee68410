import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../daemon/domain/problems/problem.ts';
import { createActionQueue } from '../../daemon/domain/tickets/actions/action-queue.ts';
import { connectJiraCloud } from '../../daemon/integrations/jira/cloud/ticket-source.ts';
import type { JiraFault } from '../../daemon/sandbox/jira/faults.ts';
import { type JiraServer, startJira } from '../../daemon/sandbox/jira/server.ts';
import type { Issue, World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';
import { writeActionComment } from '../../daemon/server/texts/action-comment.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';

const account = { email: 'mika@example.com', token: 'sandbox-token-1' };

describe('reviewing tickets on the sandbox’s Jira', () => {
  let world: World;
  let jira: JiraServer;
  const { signal } = new AbortController();
  beforeAll(async () => {
    world = createWorld({ seed: 5, accounts: 6, teams: 3, regions: 2, findings: 300 });
    jira = await startJira(world, account);
  });
  afterAll(() => jira.close());

  let store: ReturnType<typeof openStore>;
  beforeEach(() => {
    store = openStore(':memory:');
  });
  afterEach(() => store.close());

  function setUp(onCall: () => void = () => {}) {
    const outbox = store.outbox.of(jira.url);
    const source = connectJiraCloud({ site: jira.url, ...account }, onCall, {
      onSchemaMismatch: 'throw',
      wait: async () => {},
    });
    return {
      outbox,
      reviews: createActionQueue({
        outbox,
        source: () => source,
        names: () => ({}),
        writeComment: writeActionComment,
        keeper: () => () => {},
      }),
    };
  }
  const used = new Set<Issue>();
  const issueAt = (status: Issue['status'], project?: string): Issue => {
    const found = world.issues.find(
      (issue) => issue.status === status && !used.has(issue) && (project ?? issue.project) === issue.project,
    );
    if (!found) throw new Error(`no ticket at ${status}`);
    used.add(found);
    return found;
  };
  const review = (issue: Issue) =>
    ({ ticket: issue.key, kind: 'review', outcome: 'fixed', reason: 'Closed the *bucket*.' }) as const;
  const commentsOf = (issue: Issue) => JSON.stringify(issue.comments.map(({ body }) => body));

  it('moves a ticket of every project, whatever language its statuses have', async () => {
    const { reviews } = setUp();
    for (const project of world.projects) {
      const issue = issueAt('todo', project.key);
      const { result, record } = await reviews.submit(review(issue), signal);
      expect(result).toBe('confirmed');
      expect(record?.status.name).toBe(project.statuses.review.name);
      expect(issue.status).toBe('review');
      expect(commentsOf(issue)).toContain('Reviewed with Guardrail: fixed');
      expect(commentsOf(issue)).toContain('Closed the *bucket*.');
    }
  });

  it('keeps a review while Jira is unreachable, and sends it once', async () => {
    const { outbox, reviews } = setUp();
    const issue = issueAt('todo');
    jira.faults.unreachable(true);
    expect((await reviews.submit(review(issue), signal)).result).toBe('waiting');
    await reviews.flush(signal);
    expect(issue.status).toBe('todo');

    jira.faults.unreachable(false);
    await reviews.flush(signal);
    await reviews.flush(signal);
    expect(issue.status).toBe('review');
    expect(issue.comments).toHaveLength(1);
    expect(outbox.list()).toEqual([]);
  });

  it('keeps a review if the token is refused, and says so', async () => {
    const { outbox, reviews } = setUp();
    const issue = issueAt('todo');
    jira.faults.rejectToken(true);
    const refusal = await reviews.submit(review(issue), signal).catch((error: unknown) => error);
    jira.faults.rejectToken(false);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ code: 'jira-token-refused' });
    await reviews.flush(signal);
    expect(issue.status).toBe('review');
    expect(outbox.list()).toEqual([]);
  });

  it('writes one comment in the language of the account, whatever failed before', async () => {
    const inJapanese = (then: () => JiraFault | undefined) =>
      jira.faults.choose(({ path }) =>
        path.endsWith('/myself') ? { status: 200, body: { displayName: 'Mika', locale: 'ja_JP' } } : then(),
      );
    for (const fault of ['cut', 'lost'] as const) {
      for (let request = 0; request < 6; request++) {
        const issue = issueAt('todo');
        let asked = 0;
        inJapanese(() => (asked++ === request ? fault : undefined));
        const { outbox, reviews } = setUp();
        await reviews.submit(review(issue), signal);
        await reviews.flush(signal);
        expect(outbox.list(), `${fault} at ${request}`).toEqual([]);
        expect(issue.comments, `${fault} at ${request}`).toHaveLength(1);
        expect(commentsOf(issue)).toContain('Guardrail でレビューしました: 修正済み');
        expect(commentsOf(issue)).not.toContain('Reviewed with Guardrail');
      }
    }
    jira.faults.choose();
  });

  it('does not add a second comment if the language changes after a comment whose response was lost', async () => {
    const issue = issueAt('todo');
    jira.faults.choose(({ method, path }) =>
      method === 'POST' && path.endsWith('/comment') ? 'lost' : undefined,
    );
    const { reviews } = setUp();
    expect((await reviews.submit(review(issue), signal)).result).toBe('waiting');
    expect(commentsOf(issue)).toContain('Reviewed with Guardrail: fixed');

    jira.faults.choose(({ path }) =>
      path.endsWith('/myself') ? { status: 200, body: { displayName: 'Mika', locale: 'ja_JP' } } : undefined,
    );
    const { outbox, reviews: afterwards } = setUp();
    await afterwards.flush(signal);
    jira.faults.choose();
    expect(outbox.list()).toEqual([]);
    expect(issue.comments).toHaveLength(1);
  });

  it('leaves a ticket that was closed in between to a person', async () => {
    const { outbox, reviews } = setUp();
    const issue = issueAt('done');
    const before = issue.comments.length;
    await expect(reviews.submit(review(issue), signal)).rejects.toMatchObject({
      code: 'ticket-already-done',
    });
    expect(issue.status).toBe('done');
    expect(issue.comments).toHaveLength(before);
    expect(outbox.list()[0]?.state).toBe('conflict');
  });

  it('does not keep a review of a ticket that Jira does not have', async () => {
    const { outbox, reviews } = setUp();
    const unknown = { ticket: 'NOPE-1', kind: 'review', outcome: 'fixed', reason: 'x' } as const;
    await expect(reviews.submit(unknown, signal)).rejects.toMatchObject({ code: 'ticket-unknown' });
    expect(outbox.list()).toEqual([]);
  });

  it('makes one move and one comment after any single failure of Jira', async () => {
    for (const status of [429, 500, 503]) {
      for (let request = 0; request < 7; request++) {
        const issue = issueAt('todo');
        const { outbox, reviews } = setUp(countdown(request, () => jira.faults.failNext(status)));
        await reviews.submit(review(issue), signal);
        await reviews.flush(signal);
        expect(issue.status, `${status} at ${request}`).toBe('review');
        expect(issue.comments, `${status} at ${request}`).toHaveLength(1);
        expect(outbox.list()).toEqual([]);
      }
    }
  });
});

describe('any single fault, at any request', () => {
  const page = '<html>Site unavailable</html>';
  const faults: Readonly<Record<string, JiraFault>> = {
    'a cut before the work': 'cut',
    'an answer that is lost': 'lost',
    'a 404 page': { status: 404, body: page },
    'a 404 without a body': { status: 404 },
    'a 404 of another shape': { status: 404, body: { message: 'null for uri', 'status-code': 404 } },
    'a 503 page': { status: 503, body: page },
    'a captive portal': { status: 200, body: page },
    'a refused token': { status: 401 },
    'a meeting of two changes': { status: 409, body: { errorMessages: ['Try again.'] } },
    'a lost permission': { status: 403, body: { errorMessages: ['You may not.'] } },
  };

  it.each(Object.keys(faults))('%s ends in one move and one comment', async (name) => {
    const world = createWorld({ seed: 5, accounts: 6, teams: 3, regions: 2, findings: 300 });
    const jira = await startJira(world, account);
    const store = openStore(':memory:');
    const source = connectJiraCloud({ site: jira.url, ...account }, () => {}, { wait: async () => {} });
    const outbox = store.outbox.of(jira.url);
    const reviews = createActionQueue({
      outbox,
      source: () => source,
      writeComment: writeActionComment,
      names: () => ({}),
      keeper: () => () => {},
    });
    const { signal } = new AbortController();
    const issues = world.issues.filter(({ status }) => status === 'todo');
    for (let at = 0; at < 7; at++) {
      const issue = issues[at];
      if (!issue) throw new Error('The world has too few tickets.');
      let asked = 0;
      jira.faults.choose(() => (asked++ === at ? faults[name] : undefined));
      const params = {
        ticket: issue.key,
        kind: 'review',
        outcome: 'fixed',
        reason: 'Closed the bucket.',
      } as const;
      await reviews.submit(params, signal).catch((error: unknown) => expect(error).toBeInstanceOf(Problem));
      await reviews.flush(signal);
      await reviews.flush(signal);
      expect([issue.status, issue.comments.length, outbox.list()], `at request ${at}`).toEqual([
        'review',
        1,
        [],
      ]);
    }
    await jira.close();
    store.close();
  });
});

/** Returns a function that calls `then` just before request number `at`. */
function countdown(at: number, then: () => void): () => void {
  let seen = 0;
  return () => {
    if (seen++ === at) then();
  };
}
