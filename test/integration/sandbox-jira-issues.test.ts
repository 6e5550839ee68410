import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

let site: SandboxJira;
beforeAll(async () => {
  site = await openSandboxJira();
});
afterAll(() => site.jira.close());

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
    const { json } = await site.ask(`/rest/api/3/issue/${site.issueAt(status).key}/transitions`);
    const names = { todo: 'To Do', review: 'In Review', done: 'Done' };

    expect(json.transitions.map(({ id, to }: { id: string; to: { name: string } }) => [id, to.name])).toEqual(
      moves.map(([id, to]) => [id, names[to]]),
    );
  });

  it('of a Japanese project have Japanese statuses and moves', async () => {
    const { json } = await site.ask(`/rest/api/3/issue/${site.issueAt('todo', 'CHE').key}/transitions`);

    expect(json.transitions).toMatchObject([{ name: 'レビューを依頼', to: { name: 'レビュー中' } }]);
  });

  it('refuse a move that their status does not offer, and fields that no screen has', async () => {
    const issue = site.issueAt('done');
    const path = `/rest/api/3/issue/${issue.key}/transitions`;

    expect((await site.ask(path, { body: { transition: { id: '21' } } })).json.errorMessages[0]).toMatch(
      /not valid/,
    );
    const withField = await site.ask(path, {
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
    const { key, comments } = site.issueAt('done');
    const before = comments.length;

    const { status, json } = await site.ask(`/rest/api/3/issue/${key}/comment`, { body: { body } });

    expect(status).toBe(400);
    expect(json.errors.comment).toMatch(/not valid/);
    expect(comments).toHaveLength(before);
  });

  it('refuse a comment or a property that is longer than Jira keeps', async () => {
    const { key, comments } = site.issueAt('done');
    const before = comments.length;
    const paragraph = (length: number) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: 'x'.repeat(length) }],
    });
    const comment = (length: number, value = '') =>
      site.ask(`/rest/api/3/issue/${key}/comment`, {
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
    const { status, json } = await site.ask('/rest/api/3/issue/PAY-99999');

    expect(status).toBe(404);
    expect(json).toEqual({
      errorMessages: ['Issue does not exist or you do not have permission to see it.'],
      errors: {},
    });
  });

  it('are shown to a browser as text, whatever they contain', async () => {
    const hostile = site.world.issues.find(({ summary }) => summary.includes('<'));
    const { text, headers } = await site.ask(`/browse/${hostile?.key}`);

    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(text).toContain('&lt;');
    expect(text).not.toMatch(/<(script|img|!channel)/);
  });
});
