import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeIssue } from '../../daemon/sandbox/jira/changes.ts';
import { openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

let site: SandboxJira;
beforeAll(async () => {
  site = await openSandboxJira('screens');
});
afterAll(() => site.jira.close());

const text = (value: string) => ({
  type: 'doc' as const,
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: value }] }],
});
const paymentsProject = () => {
  const project = site.world.projects.find(({ key }) => key === 'PAY');
  if (!project) throw new Error('no project PAY');
  return project;
};
const put = (path: string, body: unknown) => site.ask(`/rest/api/3${path}`, { method: 'PUT', body });
const post = (path: string, body: unknown) => site.ask(`/rest/api/3${path}`, { body });

/** Runs the test while the user does not have the permissions. */
async function without(
  denied: NonNullable<ReturnType<typeof paymentsProject>['denied']>,
  run: () => unknown,
) {
  paymentsProject().denied = denied;
  try {
    await run();
  } finally {
    paymentsProject().denied = [];
  }
}

describe('filing an issue', () => {
  const finding = { project: { key: 'PAY' }, issuetype: { id: '10002' } };
  const complete = {
    ...finding,
    summary: 'A public bucket',
    description: text('The bucket is public.'),
    priority: { id: '1' },
    duedate: '2026-12-24',
    labels: ['guardrail', 'guardrail-1'],
    customfield_10046: [{ value: 'Production' }],
  };

  it('is described by type and by field, a page at a time', async () => {
    const { issueTypes } = await site
      .strict()
      .issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: 'PAY', maxResults: 2 });
    expect(issueTypes?.map(({ name, subtask }) => [name, subtask])).toEqual([
      ['Task', false],
      ['Security finding', false],
    ]);

    const pages = [0, 5].map((startAt) =>
      site.strict().issues.getCreateIssueMetaIssueTypeId({
        projectIdOrKey: 'PAY',
        issueTypeId: '10002',
        startAt,
        maxResults: 5,
      }),
    );
    const fields = (await Promise.all(pages)).flatMap((page) => page.fields ?? []);
    expect(fields.filter(({ required }) => required).map(({ fieldId }) => fieldId)).toEqual([
      ...['project', 'issuetype', 'summary', 'priority', 'customfield_10046', 'duedate'],
    ]);
    expect(fields.find(({ key }) => key === 'priority')).toMatchObject({
      hasDefaultValue: true,
      defaultValue: { name: 'Medium' },
      schema: { type: 'priority', system: 'priority' },
    });
  });

  it('makes an issue that can be read and found', async () => {
    const { key = '' } = await site.strict().issues.createIssue({ fields: complete });

    expect((await site.ask(`/rest/api/3/issue/${key}`)).json.fields).toMatchObject({
      summary: 'A public bucket',
      description: complete.description,
      status: { name: 'To Do' },
      issuetype: { name: 'Security finding' },
      priority: { name: 'Highest' },
      duedate: '2026-12-24',
      reporter: { displayName: 'Sandbox Developer' },
      customfield_10046: [{ value: 'Production' }],
    });
    expect(await site.keysOf('labels = guardrail-1')).toEqual([key]);
    expect(await site.keysOf('text ~ "public bucket" AND project = PAY AND labels = guardrail-1')).toEqual([
      key,
    ]);
  });

  it('makes one more issue for each request', async () => {
    const keys = [await post('/issue', { fields: complete }), await post('/issue', { fields: complete })];

    expect(new Set(keys.map(({ json }) => json.key)).size).toBe(2);
  });

  it.each([
    ['no project', { issuetype: { id: '10002' } }, 'project', /project is required/],
    ['no type', { project: { key: 'PAY' } }, 'issuetype', /Specify an issue type/],
    [
      'an unknown type',
      { ...complete, issuetype: { name: 'Story' } },
      'issuetype',
      /type selected is invalid/,
    ],
    ['a sub-task without its parent', { ...complete, issuetype: { id: '10003' } }, 'issuetype', /sub-task/],
    ['no summary', { ...complete, summary: '' }, 'summary', /specify a summary/],
    ['a summary of two lines', { ...complete, summary: 'a\nb' }, 'summary', /newline/],
    ['no value for a required field', { ...complete, duedate: null }, 'duedate', /is required/],
    ['an unknown priority', { ...complete, priority: { name: 'Urgent' } }, 'priority', /priority selected/],
    ['a field of no screen', { ...complete, colour: 'red' }, 'colour', /appropriate screen/],
  ])('is refused with %s, and makes nothing', async (_what, fields, field, sentence) => {
    const before = site.world.issues.length;

    const { status, json } = await post('/issue', { fields });

    expect(status).toBe(400);
    expect(json.errors[field]).toMatch(sentence);
    expect(site.world.issues).toHaveLength(before);
  });

  it('is refused to a user who may not create issues', () =>
    without(['CREATE_ISSUES'], async () => {
      expect(await post('/issue', { fields: complete })).toMatchObject({ status: 403 });
      expect((await site.ask('/rest/api/3/issue/createmeta/PAY/issuetypes')).json.issueTypes).toEqual([]);
    }));
});

describe('editing an issue', () => {
  it('sets fields, and records who changed what', async () => {
    const issue = site.issueAt('todo');
    const { updated, due, labels } = issue;

    const { status } = await put(`/issue/${issue.key}`, {
      fields: { duedate: '2027-01-31' },
      update: { labels: [{ add: 'later' }], comment: [{ add: { body: text('Delayed') } }] },
    });

    expect(status).toBe(204);
    expect(issue).toMatchObject({ due: '2027-01-31', labels: [...labels, 'later'] });
    expect(Date.parse(issue.updated)).toBeGreaterThan(Date.parse(updated));
    const { changelog } = await site
      .strict()
      .issues.getIssue({ issueIdOrKey: issue.key, expand: 'changelog' });
    expect(changelog?.histories?.[0]).toMatchObject({
      author: { displayName: 'Sandbox Developer' },
      items: [
        { field: 'duedate', fromString: due, toString: '2027-01-31' },
        { field: 'labels', fromString: labels.join(' '), toString: [...labels, 'later'].join(' ') },
      ],
    });
  });

  it('shows the moves of another person in the history', async () => {
    const issue = site.issueAt('review');
    const reviewer = { accountId: 'reviewer-1', displayName: 'Rin Reviewer' };

    changeIssue(site.world, paymentsProject(), issue, { status: 'todo' }, reviewer);

    const { values } = await site.strict().issues.getChangeLogs({ issueIdOrKey: issue.key });
    expect(values?.at(-1)).toMatchObject({
      author: { displayName: 'Rin Reviewer' },
      items: [{ field: 'status', fromString: 'In Review', toString: 'To Do' }],
    });
  });

  it('describes only the fields that the user may edit', async () => {
    const { key } = site.issueAt('todo');
    const fieldsNow = async () =>
      Object.keys((await site.strict().issues.getEditIssueMeta({ issueIdOrKey: key })).fields ?? {});

    expect(await fieldsNow()).toEqual(expect.arrayContaining(['summary', 'duedate', 'customfield_10042']));
    await without(['SCHEDULE_ISSUES'], async () => {
      expect(await fieldsNow()).not.toContain('duedate');
      const { json } = await put(`/issue/${key}`, { fields: { duedate: '2027-01-01' } });
      expect(json.errors.duedate).toMatch(/appropriate screen/);
    });
    await without(['EDIT_ISSUES'], async () => expect(await fieldsNow()).toEqual(['comment']));
  });

  it('assigns an issue to a user, and removes the assignee', async () => {
    const issue = site.issueAt('todo');
    const [user] =
      (await site.strict().userSearch.findAssignableUsers({ issueKey: issue.key, query: 'Sandbox' })) ?? [];
    const path = `/issue/${issue.key}/assignee`;

    expect((await put(path, { accountId: user?.accountId })).status).toBe(204);
    expect(issue.assignee).toMatchObject({ displayName: 'Sandbox Developer' });
    expect((await put(path, { accountId: 'unknown' })).json.errors.assignee).toMatch(/does not exist/);
    expect((await put(path, { accountId: null })).status).toBe(204);
    expect(issue.assignee).toBeUndefined();
    await without(['ASSIGN_ISSUES'], async () =>
      expect((await put(path, { accountId: null })).status).toBe(403),
    );
  });
});

describe('links of an issue', () => {
  const link = (title: string, globalId = 'guardrail:finding-1') => ({
    globalId,
    object: { url: 'https://example.com/finding-1', title },
  });

  it('are replaced by their globalId', async () => {
    const { key } = site.issueAt('todo');
    const path = `/issue/${key}/remotelink`;

    const added = await post(path, link('First'));
    const replaced = await post(path, link('Second'));

    expect([added.status, replaced.status]).toEqual([201, 200]);
    expect(replaced.json).toEqual(added.json);
    const found = await site.strict().issueRemoteLinks.getRemoteIssueLinks({ issueIdOrKey: key });
    expect([found].flat()).toMatchObject([{ globalId: 'guardrail:finding-1', object: { title: 'Second' } }]);
    expect((await site.ask(`/rest/api/3${path}?globalId=other`)).status).toBe(404);
  });

  it('need a title and an address', async () => {
    const { key } = site.issueAt('todo');

    const { status, json } = await post(`/issue/${key}/remotelink`, { globalId: 'x', object: { title: '' } });

    expect(status).toBe(400);
    expect(Object.keys(json.errors)).toEqual(['title', 'url']);
  });
});

describe('search', () => {
  it('finds the issue that has a link', async () => {
    const { key } = site.issueAt('todo');
    await post(`/issue/${key}/remotelink`, {
      globalId: 'guardrail:finding-2',
      object: { url: 'https://example.com', title: 'Finding' },
    });

    expect(await site.keysOf('issue in issuesWithRemoteLinksByGlobalId("guardrail:finding-2")')).toEqual([
      key,
    ]);
    expect(await site.keysOf('issue in issuesWithRemoteLinksByGlobalId(other)')).toEqual([]);
    expect((await site.search('issue in madeUp()')).json.errorMessages[0]).toMatch(/JQL function/);
  });

  it('understands what the fields of moves and of filed issues hold', async () => {
    const { key } = (
      await post('/issue', {
        fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'New' },
      })
    ).json;

    expect(await site.keysOf('reporter = currentUser() AND type = Task AND due is EMPTY')).toEqual([key]);
    expect(await site.keysOf('resolution = Unresolved AND created >= startOfDay()')).toContain(key);
    expect(await site.keysOf('resolution is not EMPTY')).toEqual([]);
  });
});

describe('a site', () => {
  it('finds users by the beginning of a name', async () => {
    const people = site.world.issues.flatMap(({ assignee }) => (assignee ? [assignee] : []));
    const [first] = people;
    const query = first?.displayName.split(' ')[1] ?? '';

    const found = await site.strict().userSearch.findUsers({ query });

    expect(found.map(({ accountId }) => accountId)).toContain(first?.accountId);
    expect(await site.strict().userSearch.findUsers({ query: 'zzz' })).toEqual([]);
    expect((await site.ask('/rest/api/3/user/search')).status).toBe(400);
  });

  it('lists its priorities', async () => {
    const { values } = await site.strict().issuePriorities.searchPriorities();

    expect(values?.map(({ name }) => name)).toEqual(['Highest', 'High', 'Medium', 'Low']);
    expect((await site.ask('/rest/api/3/priority')).json).toHaveLength(4);
  });

  it('shows what the user may do', () =>
    without(['TRANSITION_ISSUES'], async () => {
      const { permissions } = await site.strict().permissions.getMyPermissions({
        projectKey: 'PAY',
        permissions: 'TRANSITION_ISSUES,ADD_COMMENTS',
      });
      const mayDo = Object.entries(permissions ?? {}).map(([key, { havePermission }]) => [
        key,
        havePermission,
      ]);

      expect(Object.fromEntries(mayDo)).toEqual({ TRANSITION_ISSUES: false, ADD_COMMENTS: true });
    }));
});
