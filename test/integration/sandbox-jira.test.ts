import { createCloudClient } from 'jira.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type JiraServer, startJira } from '../../daemon/sandbox/jira/server.ts';
import type { Issue, World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';

const account = { email: 'mika@example.com', token: 'sandbox-token-2' };
const fields = ['summary', 'status', 'labels', 'priority', 'duedate', 'assignee', 'updated', 'description'];

let world: World;
let jira: JiraServer;
beforeAll(async () => {
  world = createWorld({ seed: 7, accounts: 9, teams: 3, regions: 3, findings: 600 });
  jira = await startJira(world, account);
});
afterAll(() => jira.close());

/** Atlassian's published schemas, applied by an independent library. */
const strict = () =>
  createCloudClient({
    host: jira.url,
    auth: { type: 'basic', email: account.email, apiToken: account.token },
    onSchemaMismatch: 'throw',
  });

async function ask(path: string, init: { method?: string; body?: unknown; token?: string } = {}) {
  const { method = init.body === undefined ? 'GET' : 'POST', body, token = account.token } = init;
  const response = await fetch(jira.url + path, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`${account.email}:${token}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}

const search = (jql: string, rest: object = {}) =>
  ask('/rest/api/3/search/jql', { body: { jql, fields: ['key'], ...rest } });
const keysOf = async (jql: string): Promise<string[]> => {
  const { status, json } = await search(jql, { maxResults: 5000 });
  expect(status).toBe(200);
  return json.issues.map(({ key }: { key: string }) => key);
};
const keysWhere = (test: (issue: Issue) => boolean) =>
  world.issues
    .filter(test)
    .map(({ key }) => key)
    .toSorted();
const issueAt = (status: Issue['status'], project = 'PAY'): Issue => {
  const found = world.issues.find((issue) => issue.status === status && issue.project === project);
  if (!found) throw new Error(`no issue at ${status}`);
  return found;
};

describe('jira.js, strict about schemas', () => {
  it('reads every issue of a project, a page at a time', async () => {
    const keys: (string | undefined)[] = [];
    const sizes: number[] = [];
    for (let nextPageToken: string | undefined; ; ) {
      const page = await strict().issueSearch.searchAndReconsileIssuesUsingJqlPost({
        jql: 'project = PAY ORDER BY key',
        fields,
        maxResults: 25,
        ...(nextPageToken && { nextPageToken }),
      });
      keys.push(...(page.issues ?? []).map(({ key }) => key));
      sizes.push(page.issues?.length ?? 0);
      if (page.isLast) break;
      nextPageToken = page.nextPageToken ?? undefined;
    }

    expect(keys.toSorted()).toEqual(keysWhere(({ project }) => project === 'PAY'));
    expect(keys).toEqual(keys.map((_, index) => `PAY-${index + 1}`));
    expect(sizes.slice(0, -1).every((size) => size === 25)).toBe(true);
    expect(sizes.length).toBeGreaterThan(1);
  });

  it('accepts the user, the server, a project and its statuses', async () => {
    const client = strict();

    expect(await client.myself.getCurrentUser()).toMatchObject({ emailAddress: account.email });
    expect(await client.serverInfo.getServerInfo()).toMatchObject({
      deploymentType: 'Cloud',
      baseUrl: jira.url,
    });
    expect(await client.projects.getProject({ projectIdOrKey: 'PAY' })).toMatchObject({ key: 'PAY' });
    const [type] = await client.projects.getAllStatuses({ projectIdOrKey: 'PAY' });
    expect(type?.statuses.map(({ name }) => name)).toEqual(['To Do', 'In Review', 'Done']);
  });

  it('moves an issue to review and comments it, and reads both back', async () => {
    const client = strict();
    const { key: issueIdOrKey } = issueAt('todo');
    const { transitions } = await client.issues.getTransitions({
      issueIdOrKey,
      expand: 'transitions.fields',
    });
    const body = {
      type: 'doc' as const,
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Checked' }] }],
    };
    const properties = [{ key: 'guardrail.review', value: { id: 'r1' } }];

    await client.issues.doTransition({ issueIdOrKey, transition: { id: transitions?.[0]?.id ?? '' } });
    const added = await client.issueComments.addComment({ issueIdOrKey, body, properties });

    const issue = await client.issues.getIssue({ issueIdOrKey, fields: ['status', 'updated'] });
    expect(issue.fields?.status).toMatchObject({
      name: 'In Review',
      statusCategory: { key: 'indeterminate' },
    });
    expect(Date.now() - Date.parse(issue.fields?.updated)).toBeLessThan(60_000);
    const page = await client.issueComments.getComments({ issueIdOrKey, expand: 'properties' });
    expect(page.comments?.map(({ id }) => id)).toEqual([added.id]);
    expect(page.comments?.[0]).toMatchObject({ body, properties });
    const commentId = added.id ?? '';
    const property = await client.issueCommentProperties.getCommentProperty({
      commentId,
      propertyKey: 'guardrail.review',
    });
    expect(property).toEqual(properties[0]);
  });
});

describe('search', () => {
  it('returns ids alone, 50 of them, if the request asks for nothing else', async () => {
    const { json } = await ask('/rest/api/3/search/jql', { body: { jql: 'labels = guardrail' } });

    expect(json.issues).toHaveLength(50);
    expect(Object.keys(json.issues[0])).toEqual(['id']);
    expect(json.isLast).toBe(false);
  });

  it('treats a query in the address like one in a body', async () => {
    const query = new URLSearchParams({
      jql: 'project = PAY ORDER BY key DESC',
      fields: 'summary,status',
      maxResults: '3',
    });
    const byQuery = await ask(`/rest/api/3/search/jql?${query}`);
    const byBody = await search('project = PAY ORDER BY key DESC', {
      fields: ['summary', 'status'],
      maxResults: 3,
    });

    expect(byQuery.json).toEqual(byBody.json);
    expect(Object.keys(byQuery.json.issues[0].fields).toSorted()).toEqual(['status', 'summary']);
  });

  it('loads at most 100 issues with fields, and 5,000 without', async () => {
    const withFields = await search('labels = guardrail', { fields: ['summary'], maxResults: 5000 });
    const withKeys = await search('labels = guardrail', { maxResults: 5000 });

    expect(withFields.json.issues).toHaveLength(100);
    expect(withKeys.json.issues).toHaveLength(600);
    expect(withKeys.json).toMatchObject({ isLast: true });
  });

  it('understands the queries of Guardrail and its users', async () => {
    const labelled = issueAt('done');
    const label = labelled.labels.at(-1) ?? '';
    const resource = labelled.description.match(/(?:Resource|リソース): \S+ (\S+)/)?.[1] ?? '';
    const month = Date.now() - 30 * 86_400_000;
    // biome-ignore format: a table.
    const questions: [string, (issue: Issue) => boolean][] = [
      ['project = PAY', ({ project }) => project === 'PAY'],
      ['project in (PAY, "Checkout セキュリティ") AND status = 完了', (i) => i.project === 'CHE' && i.status === 'done'],
      [`labels = ${label}`, ({ labels }) => labels.includes(label)],
      [`labels in (nothing, "${label}") OR key = PAY-2`, ({ key, labels }) => labels.includes(label) || key === 'PAY-2'],
      ['labels = guardrail AND statusCategory != Done', ({ status }) => status !== 'done'],
      ['statusCategory = indeterminate', ({ status }) => status === 'review'],
      ['NOT (project = PAY OR status in ("To Do", 未対応))', (i) => i.project !== 'PAY' && i.status !== 'todo'],
      ['key in (PAY-1, pay-3)', ({ key }) => key === 'PAY-1' || key === 'PAY-3'],
      ['assignee is EMPTY and project not in (PAY)', ({ assignee, project }) => !assignee && project !== 'PAY'],
      ['updated >= -30d', ({ updated }) => Date.parse(updated) >= month],
      [`text ~ "${resource}"`, ({ summary, description }) => `${summary} ${description}`.includes(resource)],
      ['priority = Highest and due < "2100-01-01"', ({ priority }) => priority === 'Highest'],
    ];
    for (const [jql, test] of questions) {
      expect((await keysOf(jql)).toSorted(), jql).toEqual(keysWhere(test));
      expect(keysWhere(test).length, jql).toBeGreaterThan(0);
    }
  });

  it('orders by number, not by letter, and by several fields', async () => {
    const keys = await keysOf('project = PAY ORDER BY priority DESC, key ASC');
    const priorities = keys.map((key) => world.issues.find((issue) => issue.key === key)?.priority);

    expect(new Set(priorities)).toEqual(new Set(['Highest', 'High', 'Medium', 'Low']));
    expect([...new Set(priorities)]).toEqual(
      priorities.filter((each, index) => each !== priorities[index - 1]),
    );
    const highest = keys
      .filter((_, index) => priorities[index] === 'Highest')
      .map((key) => Number(key.slice(4)));
    expect(highest).toEqual(highest.toSorted((a, b) => a - b));
  });

  it.each([
    ['', /Unbounded JQL/],
    ['ORDER BY key', /Unbounded JQL/],
    ['project = NOPE', /The value 'NOPE' does not exist for the field 'project'/],
    ['key = PAY-99999', /An issue with key 'PAY-99999' does not exist/],
    ['colour = red', /Field 'colour' does not exist/],
    ['constructor = red', /Field 'constructor' does not exist/],
    ['project = PAY AND', /Error in the JQL Query/],
    ['project = PAY status = Done', /expecting either 'OR' or 'AND'/],
    ['project = "PAY', /Error in the JQL Query/],
    ['project ~ PAY', /operator '~' is not supported/],
    ['updated >= yesterday', /Date value 'yesterday'/],
  ])('refuses %j', async (jql, message) => {
    const { status, json } = await search(jql);

    expect(status).toBe(400);
    expect(json.errors).toEqual({});
    expect(json.errorMessages[0]).toMatch(message);
  });

  it('refuses clauses that are nested deeper than its parser’s stack', async () => {
    for (const opening of ['(', 'NOT ']) {
      const { status, json } = await search(`${opening.repeat(50_000)}project = PAY`);

      expect(status).toBe(400);
      expect(json.errorMessages[0]).toMatch(/nested too deep/);
    }
  });

  it('refuses a page’s token of another query, or a made-up one, and a body that is not an object', async () => {
    const { json } = await search('project = PAY', { maxResults: 2 });

    for (const nextPageToken of ['made-up', json.nextPageToken]) {
      expect((await search('labels = guardrail', { nextPageToken })).status).toBe(400);
    }
    expect((await ask('/rest/api/3/search/jql', { body: '{' })).status).toBe(400);
    expect((await search('project = PAY', { fields: 'summary' })).status).toBe(400);
  });

  it('counts, and says that the old search is gone', async () => {
    const { json } = await ask('/rest/api/3/search/approximate-count', {
      body: { jql: 'labels = guardrail' },
    });

    expect(json).toEqual({ count: 600 });
    const old = await ask('/rest/api/3/search', { body: { jql: 'project = PAY' } });
    expect(old.status).toBe(410);
    expect(old.json.errorMessages[0]).toMatch(/search\/jql/);
  });
});

describe('issues', () => {
  it.each([
    ['todo', [['21', 'review']]],
    [
      'review',
      [
        ['11', 'todo'],
        ['31', 'done'],
      ],
    ],
    ['done', [['41', 'todo']]],
  ] as const)('at %s offer the moves of the workflow', async (status, moves) => {
    const { json } = await ask(`/rest/api/3/issue/${issueAt(status).key}/transitions`);
    const names = { todo: 'To Do', review: 'In Review', done: 'Done' };

    expect(json.transitions.map(({ id, to }: { id: string; to: { name: string } }) => [id, to.name])).toEqual(
      moves.map(([id, to]) => [id, names[to]]),
    );
  });

  it('of a Japanese project have Japanese statuses and moves', async () => {
    const { json } = await ask(`/rest/api/3/issue/${issueAt('todo', 'CHE').key}/transitions`);

    expect(json.transitions).toMatchObject([{ name: 'レビューを依頼', to: { name: 'レビュー中' } }]);
  });

  it('refuse a move that their status does not offer, and fields that no screen has', async () => {
    const issue = issueAt('done');
    const path = `/rest/api/3/issue/${issue.key}/transitions`;

    expect((await ask(path, { body: { transition: { id: '21' } } })).json.errorMessages[0]).toMatch(
      /not valid/,
    );
    const withField = await ask(path, {
      body: { transition: { id: '41' }, fields: { resolution: { name: 'Done' } } },
    });
    expect(withField).toMatchObject({
      status: 400,
      json: { errors: { resolution: expect.stringMatching(/screen/) } },
    });
    expect(issue.status).toBe('done');
  });

  it.each([
    ['plain text', 'Checked'],
    ['another version', { type: 'doc', version: 2, content: [{ type: 'paragraph' }] }],
    ['no content', { type: 'doc', version: 1, content: [] }],
  ])('refuse a comment that is %s', async (_what, body) => {
    const { key, comments } = issueAt('done');
    const before = comments.length;

    const { status, json } = await ask(`/rest/api/3/issue/${key}/comment`, { body: { body } });

    expect(status).toBe(400);
    expect(json.errors.comment).toMatch(/not valid/);
    expect(comments).toHaveLength(before);
  });

  it('refuse a comment or a property that is longer than Jira keeps', async () => {
    const { key, comments } = issueAt('done');
    const before = comments.length;
    const paragraph = (length: number) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: 'x'.repeat(length) }],
    });
    const comment = (length: number, value = '') =>
      ask(`/rest/api/3/issue/${key}/comment`, {
        body: {
          body: { type: 'doc', version: 1, content: [paragraph(1), paragraph(length - 1)] },
          properties: [{ key: 'guardrail.review', value }],
        },
      });

    expect(await comment(32_768)).toMatchObject({
      status: 400,
      json: { errors: { comment: expect.stringMatching(/32,767/) } },
    });
    expect((await comment(2, 'x'.repeat(32_768))).status).toBe(400);
    expect(comments).toHaveLength(before);
    expect((await comment(32_767)).status).toBe(201);
  });

  it('that do not exist are not found', async () => {
    const { status, json } = await ask('/rest/api/3/issue/PAY-99999');

    expect(status).toBe(404);
    expect(json).toEqual({
      errorMessages: ['Issue does not exist or you do not have permission to see it.'],
      errors: {},
    });
  });

  it('are shown to a browser as text, whatever they contain', async () => {
    const hostile = world.issues.find(({ summary }) => summary.includes('<'));
    const { text, headers } = await ask(`/browse/${hostile?.key}`);

    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(text).toContain('&lt;');
    expect(text).not.toMatch(/<(script|img|!channel)/);
  });
});

describe('when something is wrong', () => {
  afterEach(() => {
    jira.faults.unreachable(false);
    jira.faults.rejectToken(false);
  });
  const myself = '/rest/api/3/myself';

  it('a wrong token is refused as Jira refuses it', async () => {
    const { status, headers, json } = await ask(myself, { token: 'wrong' });

    expect(status).toBe(401);
    expect(headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED');
    expect(json).toMatchObject({ 'status-code': 401 });
    jira.faults.rejectToken(true);
    expect((await ask(myself)).status).toBe(401);
  });

  it('throttles the requested number of calls, with and without a time to wait', async () => {
    jira.faults.throttleNext(1, 2);
    jira.faults.throttleNext(1);
    const [first, second, third] = [await ask(myself), await ask(myself), await ask(myself)];

    expect([first?.status, second?.status, third?.status]).toEqual([429, 429, 200]);
    expect(first?.headers.get('retry-after')).toBe('2');
    expect(first?.headers.get('ratelimit-reason')).toBe('jira-burst-based');
    expect(second?.headers.get('retry-after')).toBeNull();
  });

  it('fails the requested number of calls', async () => {
    jira.faults.failNext(503, 2);

    expect([(await ask(myself)).status, (await ask(myself)).status, (await ask(myself)).status]).toEqual([
      503, 503, 200,
    ]);
  });

  it('drops connections while it is unreachable, and counts every request', async () => {
    const before = jira.requests;
    jira.faults.unreachable(true);
    await expect(ask(myself)).rejects.toThrow('fetch failed');
    jira.faults.unreachable(false);

    expect((await ask(myself)).status).toBe(200);
    expect(jira.requests).toBeGreaterThanOrEqual(before + 2);
  });

  it('knows only its own endpoints and methods', async () => {
    expect((await ask('/rest/api/3/dashboard')).status).toBe(404);
    expect((await ask(myself, { method: 'DELETE' })).status).toBe(405);
  });
});
