import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as shapes from '../support/data-center-shapes.ts';
import { account, openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

const tokenExpires = '2099-01-02T03:04:05.000Z';
const bearer = `Bearer ${account.token}`;

let site: SandboxJira;
beforeAll(async () => {
  site = await openSandboxJira('simple', { kind: 'data-center', contextPath: '/jira', tokenExpires });
});
afterAll(() => site.jira.close());

async function ask(
  path: string,
  body?: unknown,
  authorization: string | undefined = bearer,
  accept?: string,
) {
  const response = await fetch(site.jira.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(authorization && { Authorization: authorization }),
      ...(accept && { Accept: accept }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, text, json: isJson ? JSON.parse(text) : undefined };
}

describe('Data Center, the deployment', () => {
  it('says its kind and version to everyone, with its context path', async () => {
    const { json } = await ask('/rest/api/2/serverInfo', undefined, '');

    expect(site.jira.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/jira$/);
    expect(json).toMatchObject({ deploymentType: 'Server', version: '10.3.24', baseUrl: site.jira.url });
    expect((await fetch(new URL('/rest/api/2/serverInfo', site.jira.url))).status).toBe(404);
  });

  it('accepts a personal access token as Bearer and refuses Basic in Jira’s own words', async () => {
    const basic = `Basic ${Buffer.from(`${account.email}:${account.token}`).toString('base64')}`;

    const refused = await ask('/rest/api/2/myself', undefined, basic);
    expect(refused).toMatchObject({
      status: 403,
      json: { message: 'Basic Authentication has been disabled on this instance.' },
    });
    expect((await ask('/rest/api/2/myself', undefined, 'Bearer other')).status).toBe(401);
    expect((await ask('/rest/api/2/myself', undefined, '')).status).toBe(401);
    const { status, json } = await ask('/rest/api/2/myself');
    expect(status).toBe(200);
    expect(shapes.currentUser.parse(json)).toMatchObject({
      name: expect.stringMatching(/^sandbox\.developer-/),
      emailAddress: account.email,
    });
  });

  it('lists the token with its expiry, and not its secret', async () => {
    const { json, text } = await ask('/rest/pat/latest/tokens');

    expect(shapes.tokens.parse(json)).toMatchObject([{ expiringAt: tokenExpires }]);
    expect(text).not.toContain(account.token);
  });

  it('refuses an expired token', async () => {
    const expired = await openSandboxJira('simple', {
      kind: 'data-center',
      tokenExpires: '2020-01-01T00:00:00.000Z',
    });
    const response = await fetch(`${expired.jira.url}/rest/api/2/myself`, {
      headers: { Authorization: bearer },
    });
    await expired.jira.close();

    expect(response.status).toBe(401);
  });

  it.each([
    ['/rest/api/3/myself', undefined],
    ['/rest/api/2/search/jql', { jql: 'project = PAY' }],
    ['/rest/api/2/search/approximate-count', { jql: 'project = PAY' }],
    ['/_edge/tenant_info', undefined],
  ])('has no %s', async (path, body) => {
    expect((await ask(path, body)).status).toBe(404);
  });

  it('has no bulk fetch', async () => {
    expect((await ask('/rest/api/2/issue/bulkfetch', { issueIdsOrKeys: ['PAY-1'] })).status).toBe(405);
  });
});

describe('Data Center, search', () => {
  it('returns pages by position, with the total', async () => {
    const expected = site.keysWhere(({ project }) => project === 'PAY');
    const keys: string[] = [];
    for (let startAt = 0; ; ) {
      const { status, json } = await ask('/rest/api/2/search', {
        jql: 'project = PAY ORDER BY key',
        startAt,
        maxResults: 40,
        fields: ['status'],
      });
      expect(status).toBe(200);
      const page = shapes.searchResults.parse(json);
      expect(page).toMatchObject({ startAt, maxResults: 40, total: expected.length });
      keys.push(...page.issues.map(({ key }) => key));
      startAt += page.issues.length;
      if (startAt >= page.total || page.issues.length === 0) break;
    }

    expect(keys.toSorted()).toEqual(expected);
  });

  it('searches by query string, without a restriction, and only counts', async () => {
    const { json } = await ask('/rest/api/2/search?jql=&maxResults=0');
    const one = await ask(
      `/rest/api/2/search?jql=${encodeURIComponent('key = PAY-1')}&fields=summary,status`,
    );

    expect(json).toMatchObject({ total: site.world.issues.length, issues: [] });
    expect(Object.keys(shapes.searchResults.parse(one.json).issues[0]?.fields ?? {})).toEqual([
      'summary',
      'status',
    ]);
  });

  it('returns at most 1,000 issues a page', async () => {
    const { json } = await ask('/rest/api/2/search?jql=&maxResults=5000&fields=id');

    expect(json).toMatchObject({ maxResults: 1000 });
  });

  it('refuses an unknown value, or warns of it without validation', async () => {
    const query = { jql: 'project = NOPE' };

    expect((await ask('/rest/api/2/search', query)).status).toBe(400);
    const { status, json } = await ask('/rest/api/2/search', { ...query, validateQuery: false });
    expect(status).toBe(200);
    expect(json).toMatchObject({ total: 0, warningMessages: [expect.stringContaining('NOPE')] });
  });
});

describe('Data Center, an issue', () => {
  it('has wiki text and users by name', async () => {
    const assigned = site.world.issues.find(({ assignee }) => assignee !== undefined);
    const { json } = await ask(`/rest/api/2/issue/${assigned?.key}`);
    const { self, fields } = shapes.issue.parse(json);

    expect(fields?.description).toBe(assigned?.description);
    expect(fields?.assignee?.displayName).toBe(assigned?.assignee?.displayName);
    expect(fields?.updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/);
    expect(self).toBe(`${site.jira.url}/rest/api/2/issue/${assigned?.id}`);
    expect(JSON.stringify(json)).not.toMatch(/accountId|rest\/api\/3/);
  });

  it('is missing in Data Center’s own words', async () => {
    expect(await ask('/rest/api/2/issue/PAY-99999')).toMatchObject({
      status: 404,
      json: { errorMessages: ['Issue Does Not Exist'] },
    });
  });

  it('is moved and commented, and shows both', async () => {
    const { key } = site.issueAt('todo');
    const { json } = await ask(`/rest/api/2/issue/${key}/transitions?expand=transitions.fields`);
    const { transitions } = shapes.transitions.parse(json);
    const move = transitions.find(({ to }) => to.name === 'In Review');
    const body = 'Checked: {{bucket}}\n\n*done* <script>';
    const properties = [{ key: 'guardrail.review', value: { id: 'r1', body: 'kept as it is' } }];

    expect((await ask(`/rest/api/2/issue/${key}/transitions`, { transition: { id: move?.id } })).status).toBe(
      204,
    );
    const added = await ask(`/rest/api/2/issue/${key}/comment`, { body, properties });
    expect(added.status).toBe(201);
    expect(shapes.comment.parse(added.json)).toMatchObject({
      body,
      author: { displayName: 'Sandbox Developer' },
    });
    const read = await ask(`/rest/api/2/issue/${key}/comment?expand=properties`);
    expect(shapes.comments.parse(read.json).comments.at(-1)).toMatchObject({ body, properties });
    const property = await ask(`/rest/api/2/comment/${added.json.id}/properties/guardrail.review`);
    expect(property.json).toEqual(properties[0]);
    expect((await ask(`/rest/api/2/issue/${key}?fields=status`)).json.fields.status.name).toBe('In Review');
  });

  it('accepts no document as a comment', async () => {
    const { key } = site.issueAt('todo');

    expect((await ask(`/rest/api/2/issue/${key}/comment`, { body: { type: 'doc' } })).status).toBe(400);
  });
});

describe('Data Center, projects and boards', () => {
  it('shows projects and their statuses', async () => {
    const all = shapes.projects.parse((await ask('/rest/api/2/project')).json);

    expect(all.map(({ key }) => key)).toEqual(site.world.projects.map(({ key }) => key));
    expect(shapes.project.parse((await ask('/rest/api/2/project/PAY')).json)).toMatchObject({ key: 'PAY' });
    const [type] = shapes.issueTypesWithStatus.parse((await ask('/rest/api/2/project/PAY/statuses')).json);
    expect(type?.statuses.map(({ name }) => name)).toEqual(['To Do', 'In Review', 'Done']);
  });

  it('shows the board of a project and its columns', async () => {
    const { values } = shapes.boards.parse((await ask('/rest/agile/1.0/board?projectKeyOrId=PAY')).json);
    const { json } = await ask(`/rest/agile/1.0/board/${values[0]?.id}/configuration`);

    expect(values).toHaveLength(1);
    expect(shapes.boardConfiguration.parse(json).columnConfig.columns.map(({ name }) => name)).toEqual([
      'To Do',
      'In Review',
      'Done',
    ]);
  });
});
