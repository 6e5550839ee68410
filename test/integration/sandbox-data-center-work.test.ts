import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as shapes from '../support/data-center-shapes.ts';
import { account, openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

let site: SandboxJira;
beforeAll(async () => {
  site = await openSandboxJira('screens', { kind: 'data-center', contextPath: '/jira' });
});
afterAll(() => site.jira.close());

async function ask(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') {
  const response = await fetch(`${site.jira.url}/rest/api/2${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${account.token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: text === '' ? undefined : JSON.parse(text) };
}

async function findUser(username: string) {
  const { json } = await ask(`/user/assignable/search?project=PAY&username=${encodeURIComponent(username)}`);
  const [found] = shapes.users.parse(json);
  if (!found) throw new Error(`no user ${username}`);
  return found;
}

describe('Data Center, a move with a screen', () => {
  it('describes fields by their ids, and finds users by name', async () => {
    const { key } = site.issueAt('todo');
    const { json, text } = await ask(`/issue/${key}/transitions?expand=transitions.fields`);
    const fields = shapes.transitions.parse(json).transitions.find(({ id }) => id === '21')?.fields ?? {};

    expect(fields.customfield_10042).toMatchObject({
      required: true,
      fieldId: 'customfield_10042',
      allowedValues: expect.arrayContaining([expect.objectContaining({ value: 'Other', disabled: false })]),
    });
    expect(fields.customfield_10044?.autoCompleteUrl).toBe(
      `${site.jira.url}/rest/api/2/user/search?username=`,
    );
    expect(text).not.toMatch(/accountId|rest\/api\/3/);
  });

  it('sets users by name and rich text as wiki text', async () => {
    const issue = site.issueAt('todo');
    const reviewer = await findUser('Sandbox');

    const { status } = await ask(`/issue/${issue.key}/transitions`, {
      transition: { id: '21' },
      fields: {
        customfield_10042: { id: '10103' },
        customfield_10044: { name: reviewer.name },
        customfield_10045: 'See *the change*',
      },
      update: { comment: [{ add: { body: 'Fixed in {{main}}' } }] },
    });

    expect(status).toBe(204);
    const { json } = await ask(`/issue/${issue.key}?expand=changelog`);
    const read = shapes.issue.parse(json);
    expect(read.fields).toMatchObject({
      status: { name: 'In Review' },
      customfield_10044: { name: reviewer.name },
      customfield_10045: 'See *the change*',
    });
    expect(read.changelog?.histories[0]).toMatchObject({
      author: { displayName: 'Sandbox Developer' },
      items: expect.arrayContaining([expect.objectContaining({ field: 'status', toString: 'In Review' })]),
    });
    const { comments } = shapes.comments.parse((await ask(`/issue/${issue.key}/comment`)).json);
    expect(comments.at(-1)?.body).toBe('Fixed in {{main}}');
  });

  it.each([
    ['a document', { customfield_10045: { type: 'doc', version: 1, content: [] } }, 'customfield_10045'],
    ['an account id', { customfield_10044: { accountId: 'x' } }, 'customfield_10044'],
    ['an unknown name', { customfield_10044: { name: 'unknown' } }, 'customfield_10044'],
  ])('refuses %s', async (_what, fields, field) => {
    const { key } = site.issueAt('todo');
    const { status, json } = await ask(`/issue/${key}/transitions`, { transition: { id: '21' }, fields });

    expect(status).toBe(400);
    expect(Object.keys(json.errors)).toContain(field);
  });
});

describe('Data Center, filing and editing', () => {
  it('describes what an issue needs, and makes it', async () => {
    const types = shapes.creatableTypes.parse((await ask('/issue/createmeta/PAY/issuetypes')).json);
    const finding = types.values.find(({ name }) => name === 'Security finding');
    const fields = shapes.createFields.parse(
      (await ask(`/issue/createmeta/PAY/issuetypes/${finding?.id}`)).json,
    );
    expect(fields.values.filter(({ required }) => required).map(({ fieldId }) => fieldId)).toContain(
      'duedate',
    );

    const { status, json } = await ask('/issue', {
      fields: {
        project: { key: 'PAY' },
        issuetype: { id: finding?.id },
        summary: 'A public bucket',
        description: 'h2. Evidence\nThe bucket is public.',
        duedate: '2026-12-24',
        customfield_10046: [{ id: '10200' }],
      },
    });

    expect(status).toBe(201);
    const { key } = shapes.createdIssue.parse(json);
    const made = shapes.issue.parse((await ask(`/issue/${key}`)).json);
    expect(made.fields).toMatchObject({
      description: 'h2. Evidence\nThe bucket is public.',
      reporter: { displayName: 'Sandbox Developer' },
    });
  });

  it('assigns by name', async () => {
    const issue = site.issueAt('todo');
    const { name } = await findUser('Sandbox');

    expect((await ask(`/issue/${issue.key}/assignee`, { name }, 'PUT')).status).toBe(204);
    expect(issue.assignee?.displayName).toBe('Sandbox Developer');
    expect((await ask(`/issue/${issue.key}/assignee`, { accountId: 'x' }, 'PUT')).status).toBe(400);
  });

  it('keeps one link for each globalId', async () => {
    const { key } = site.issueAt('todo');
    const link = { globalId: 'guardrail:1', object: { url: 'https://example.com', title: 'Finding' } };

    expect((await ask(`/issue/${key}/remotelink`, link)).status).toBe(201);
    expect((await ask(`/issue/${key}/remotelink`, link)).status).toBe(200);
    const { json } = await ask(`/issue/${key}/remotelink`);
    expect(json).toHaveLength(1);
    expect(json[0].self).toContain(`${site.jira.url}/rest/api/2/`);
  });

  it('lists every permission without being asked for one', async () => {
    const { json } = await ask('/mypermissions?projectKey=PAY');

    expect(json.permissions).toMatchObject({ TRANSITION_ISSUES: { havePermission: true } });
  });
});
