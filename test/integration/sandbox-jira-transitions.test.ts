import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../daemon/sandbox/model.ts';
import { openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

let site: SandboxJira;
beforeAll(async () => {
  site = await openSandboxJira('steps');
});
afterAll(() => site.jira.close());

const rootCause = 'customfield_10042';
const changeNumber = 'customfield_10050';
const document = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const pathOf = ({ key }: Issue) => `/rest/api/3/issue/${key}/transitions`;
const move = (issue: Issue, id: string, rest: object = {}) =>
  site.ask(pathOf(issue), { body: { transition: { id }, ...rest } });
const namesOf = async (issue: Issue, query = ''): Promise<string[]> =>
  (await site.ask(pathOf(issue) + query)).json.transitions.map(({ name }: { name: string }) => name);

/** Returns an issue of its own for each test: at To Do, moved to this status. */
function issueAt(status: string): Issue {
  const issue = site.world.issues.find(
    (each) => each.project === 'PAY' && each.status === 'todo' && !each.changes,
  );
  if (!issue) throw new Error('no untouched issue to do');
  issue.changes = [];
  issue.status = status;
  return issue;
}

describe('a workflow with screens', () => {
  it('describes the fields of a screen as Jira does', async () => {
    const issue = issueAt('progress');
    const { transitions } = await site.strict().issues.getTransitions({
      issueIdOrKey: issue.key,
      expand: 'transitions.fields',
    });
    const review = transitions?.find(({ id }) => id === '21');

    expect(review).toMatchObject({ hasScreen: true, isGlobal: false, to: { name: 'In Review' } });
    expect(review?.fields?.[rootCause]).toEqual({
      required: true,
      schema: {
        type: 'option',
        custom: 'com.atlassian.jira.plugin.system.customfieldtypes:select',
        customId: 10042,
      },
      name: 'Root cause',
      key: rootCause,
      hasDefaultValue: false,
      operations: ['set'],
      allowedValues: ['Missing default', 'Changed by hand', 'Wrong template', 'Other'].map(
        (value, index) => ({
          self: `${site.jira.url}/rest/api/3/customFieldOption/${10_100 + index}`,
          value,
          id: String(10_100 + index),
        }),
      ),
    });
    expect(review?.fields?.customfield_10049.allowedValues[0].children[0]).toMatchObject({
      value: 'Security group',
    });
    expect(review?.fields?.customfield_10044.autoCompleteUrl).toMatch(/\/user\/search\?query=$/);
    expect(transitions?.find(({ id }) => id === '81')).toMatchObject({ isGlobal: true });
    expect(transitions?.find(({ id }) => id === '71')).toMatchObject({ isLooped: true });
  });

  it('leads from To Do to In Review in two moves', async () => {
    const issue = issueAt('todo');
    expect(await namesOf(issue)).toEqual(['Start work', 'Accept the risk']);

    expect((await move(issue, '51')).status).toBe(204);
    expect((await move(issue, '21', { fields: { [rootCause]: { id: '10102' } } })).status).toBe(204);

    expect(issue.status).toBe('review');
  });

  it('sets the values of a move, and shows them with the issue', async () => {
    const issue = issueAt('progress');
    const assignee = site.world.issues.find((each) => each.assignee)?.assignee;
    const fields = {
      [rootCause]: { value: 'Other' },
      customfield_10043: '2026-11-28',
      customfield_10044: { accountId: assignee?.accountId },
      customfield_10045: document('See the change'),
      customfield_10046: [{ id: '10200' }, { value: 'Development' }],
      customfield_10048: 1.5,
      customfield_10049: { id: '10310', child: { value: 'Encryption' } },
      [changeNumber]: 'CHG-17',
      customfield_10051: '2026-11-28T18:30:00.000+0900',
    };
    const update = {
      labels: [{ add: 'checked' }],
      comment: [{ add: { body: document('Fixed') } }],
    };

    expect(await move(issue, '21', { fields, update })).toMatchObject({ status: 204 });

    const { json } = await site.ask(`/rest/api/3/issue/${issue.key}`);
    expect(json.fields).toMatchObject({
      status: { name: 'In Review' },
      [rootCause]: { value: 'Other', id: '10103' },
      customfield_10043: '2026-11-28',
      customfield_10044: assignee,
      customfield_10045: document('See the change'),
      customfield_10046: [{ value: 'Production' }, { value: 'Development' }],
      customfield_10048: 1.5,
      customfield_10049: { value: 'Data', child: { value: 'Encryption' } },
      [changeNumber]: 'CHG-17',
      customfield_10051: '2026-11-28T09:30:00.000+0000',
    });
    expect(json.fields.labels).toContain('checked');
    expect(issue.comments.at(-1)?.body).toEqual(document('Fixed'));
  });

  it.each([
    ['no value for a required field', {}, rootCause, 'Root cause is required.'],
    ['an unknown option', { [rootCause]: { id: '999' } }, rootCause, "Option id '999' is not valid"],
    ['an option as text', { [rootCause]: 'Other' }, rootCause, /valid 'id' or 'value'/],
    ['a wrong date', { customfield_10043: '28/11/2026' }, 'customfield_10043', /Error parsing date string/],
    ['a day that does not exist', { customfield_10043: '2026-02-30' }, 'customfield_10043', /parsing date/],
    [
      'a user who does not exist',
      { customfield_10044: { accountId: 'x' } },
      'customfield_10044',
      /not exist/,
    ],
    ['plain text for a document', { customfield_10045: 'text' }, 'customfield_10045', /Atlassian Document/],
    ['one option for several', { customfield_10046: { id: '10200' } }, 'customfield_10046', /not an array/],
    ['text for a number', { customfield_10048: '1.5' }, 'customfield_10048', /must be a number/],
    [
      'a child of another option',
      { customfield_10049: { id: '10300', child: { value: 'Encryption' } } },
      'customfield_10049',
      /'Encryption' is not valid/,
    ],
    ['a label with a space', { labels: ['a b'] }, 'labels', /contains spaces/],
    ['a field of another screen', { resolution: { name: 'Done' } }, 'resolution', /appropriate screen/],
    [
      'what a validator refuses',
      { [rootCause]: { id: '10100' }, [changeNumber]: '17' },
      changeNumber,
      /CHG-1234/,
    ],
  ])('refuses %s, and changes nothing', async (_what, fields, field, sentence) => {
    const issue = issueAt('progress');
    const before = structuredClone(issue);

    const { status, json } = await move(issue, '21', { fields });

    expect(status).toBe(400);
    expect(json.errors[field]).toMatch(sentence);
    expect(issue).toEqual(before);
  });

  it('refuses each wrong field with its own sentence', async () => {
    const fields = { customfield_10048: 'x', customfield_10043: 5 };
    const { json } = await move(issueAt('progress'), '21', { fields });

    expect(Object.keys(json.errors).toSorted()).toEqual([
      rootCause,
      'customfield_10043',
      'customfield_10048',
    ]);
  });

  it('offers no transition whose condition does not hold, and shows it to those who ask', async () => {
    const issue = issueAt('review');
    issue.assignee = { accountId: '712020:guardrail-sandbox', displayName: 'Sandbox Developer' };

    expect(await namesOf(issue)).not.toContain('Approve');
    const { json } = await site.ask(`${pathOf(issue)}?includeUnavailableTransitions=true`);
    expect(json.transitions.find(({ name }: { name: string }) => name === 'Approve')).toMatchObject({
      isAvailable: false,
      isConditional: true,
    });
    expect((await move(issue, '31', { fields: { resolution: { id: '10000' } } })).status).toBe(400);
  });

  it('requires a day in the future of an accepted risk', async () => {
    const issue = issueAt('todo');
    const accept = (customfield_10047: string) =>
      move(issue, '81', { fields: { customfield_10047, resolution: { name: "Won't Do" } } });

    expect((await accept('2020-01-01')).json.errors.customfield_10047).toMatch(/in the future/);
    expect((await accept('2999-01-01')).status).toBe(204);
    expect(issue.status).toBe('done');
  });

  it('runs the post-function of a move', async () => {
    const issue = issueAt('review');
    await move(issue, '31', { fields: { resolution: { id: '10000' } } });
    expect(issue.values?.resolution).toBe('10000');

    await move(issue, '41');

    expect(issue.values?.resolution).toBeUndefined();
  });

  it('hides every move, and refuses comments, if the user may not do that', async () => {
    const project = site.world.projects.find(({ key }) => key === 'PAY');
    if (!project) throw new Error('no project');
    const issue = issueAt('progress');
    project.denied = ['TRANSITION_ISSUES', 'ADD_COMMENTS'];

    expect(await namesOf(issue)).toEqual([]);
    expect((await move(issue, '61')).status).toBe(400);
    const comment = await site.ask(`/rest/api/3/issue/${issue.key}/comment`, {
      body: { body: document('x') },
    });
    expect(comment).toMatchObject({
      status: 403,
      json: { errorMessages: [expect.stringMatching(/permission/)] },
    });
    project.denied = [];
  });
});
