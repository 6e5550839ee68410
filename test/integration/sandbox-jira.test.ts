import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { account, openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

const fields = ['summary', 'status', 'labels', 'priority', 'duedate', 'assignee', 'updated', 'description'];

let site: SandboxJira;
beforeAll(async () => {
  site = await openSandboxJira();
});
afterAll(() => site.jira.close());

describe('jira.js, strict about schemas', () => {
  it('reads every issue of a project, a page at a time', async () => {
    const keys: (string | undefined)[] = [];
    const sizes: number[] = [];
    for (let nextPageToken: string | undefined; ; ) {
      const page = await site.strict().issueSearch.searchAndReconsileIssuesUsingJqlPost({
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

    expect(keys.toSorted()).toEqual(site.keysWhere(({ project }) => project === 'PAY'));
    expect(keys).toEqual(keys.map((_, index) => `PAY-${index + 1}`));
    expect(sizes.slice(0, -1).every((size) => size === 25)).toBe(true);
    expect(sizes.length).toBeGreaterThan(1);
  });

  it('accepts the user, the server, a project and its statuses', async () => {
    const client = site.strict();

    expect(await client.myself.getCurrentUser()).toMatchObject({ emailAddress: account.email });
    expect(await client.serverInfo.getServerInfo()).toMatchObject({
      deploymentType: 'Cloud',
      baseUrl: site.jira.url,
    });
    expect(await client.projects.getProject({ projectIdOrKey: 'PAY' })).toMatchObject({ key: 'PAY' });
    const [type] = await client.projects.getAllStatuses({ projectIdOrKey: 'PAY' });
    expect(type?.statuses.map(({ name }) => name)).toEqual(['To Do', 'In Review', 'Done']);
  });

  it('moves an issue to review and comments it, and reads both back', async () => {
    const client = site.strict();
    const { key: issueIdOrKey } = site.issueAt('todo');
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

describe('when something is wrong', () => {
  afterEach(() => {
    site.jira.faults.unreachable(false);
    site.jira.faults.rejectToken(false);
  });
  const myself = '/rest/api/3/myself';

  it('a wrong token is refused as Jira refuses it', async () => {
    const { status, headers, json } = await site.ask(myself, { token: 'wrong' });

    expect(status).toBe(401);
    expect(headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED');
    expect(json).toMatchObject({ 'status-code': 401 });
    site.jira.faults.rejectToken(true);
    expect((await site.ask(myself)).status).toBe(401);
  });

  it('throttles the requested number of calls, with and without a time to wait', async () => {
    site.jira.faults.throttleNext(1, 2);
    site.jira.faults.throttleNext(1);
    const [first, second, third] = [await site.ask(myself), await site.ask(myself), await site.ask(myself)];

    expect([first?.status, second?.status, third?.status]).toEqual([429, 429, 200]);
    expect(first?.headers.get('retry-after')).toBe('2');
    expect(first?.headers.get('ratelimit-reason')).toBe('jira-burst-based');
    expect(second?.headers.get('retry-after')).toBeNull();
  });

  it('fails the requested number of calls', async () => {
    site.jira.faults.failNext(503, 2);

    expect([
      (await site.ask(myself)).status,
      (await site.ask(myself)).status,
      (await site.ask(myself)).status,
    ]).toEqual([503, 503, 200]);
  });

  it('drops connections while it is unreachable, and counts every request', async () => {
    const before = site.jira.requests;
    site.jira.faults.unreachable(true);
    await expect(site.ask(myself)).rejects.toThrow('fetch failed');
    site.jira.faults.unreachable(false);

    expect((await site.ask(myself)).status).toBe(200);
    expect(site.jira.requests).toBeGreaterThanOrEqual(before + 2);
  });

  it('knows only its own endpoints and methods', async () => {
    expect((await site.ask('/rest/api/3/dashboard')).status).toBe(404);
    expect((await site.ask(myself, { method: 'DELETE' })).status).toBe(405);
  });
});
