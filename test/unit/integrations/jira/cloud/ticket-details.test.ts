import { describe, expect, it } from 'vitest';
import { type Answer, issueJson } from '../fake-site.ts';
import { notFound, problemOf, setUp, signal } from './connected-source.ts';

const comment = (text: string) => ({
  id: '1',
  author: { displayName: 'Mika' },
  created: '2026-11-28T10:00:00.000+0000',
  body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
});

/** Opens a ticket with these links and comments. */
function ticketWith({
  issuelinks = [],
  remote = { body: [] },
  comments = [],
  total,
}: {
  issuelinks?: unknown;
  remote?: Answer;
  comments?: unknown[];
  total?: number;
}) {
  return setUp(
    ({ path }) => {
      if (path.endsWith('/remotelink')) return remote;
      if (path.endsWith('/comment')) return { body: { comments, total: total ?? comments.length } };
      return { body: issueJson('APP-1', { issuelinks }) };
    },
    { onSchemaMismatch: 'ignore' },
  );
}
const page = (title: unknown, url: unknown, relationship?: unknown) => ({
  relationship,
  object: { title, url },
});

describe('the details of a ticket', () => {
  it('are its comments, linked tickets and linked pages, read with three calls', async () => {
    await using jira = await ticketWith({
      issuelinks: [
        {
          type: { inward: 'is blocked by', outward: 'blocks' },
          outwardIssue: { key: 'OPS-1', fields: { summary: 'Close\nthe bucket' } },
        },
        { type: { inward: 'is blocked by', outward: 'blocks' }, inwardIssue: { key: 'OPS-2' } },
      ],
      remote: { body: [page('The alert', 'https://aws.example/finding?id=1', 'causes')] },
      comments: [comment('<script>'), comment('first')],
      total: 70,
    });
    expect(await jira.source.readDetails('APP-1', signal)).toEqual({
      ticket: expect.objectContaining({ key: 'APP-1' }),
      blocks: expect.any(Array),
      comments: ['<script>', 'first'].map((text) => ({
        ...{ text, at: '2026-11-28T10:00:00.000Z', by: 'Mika' },
        blocks: [{ kind: 'paragraph', parts: [{ text }] }],
      })),
      commentCount: 70,
      links: [
        { title: 'Close the bucket', relation: 'blocks', ticket: 'OPS-1' },
        { title: 'OPS-2', relation: 'is blocked by', ticket: 'OPS-2' },
        { title: 'The alert', relation: 'causes', url: 'https://aws.example/finding?id=1' },
      ],
    });
    expect(jira.received).toHaveLength(3);
  });

  it.each([
    'command:workbench.action.quit',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://jira.example@evil.example/',
    'not a link',
    '',
    7,
    `https://example.com/${'x'.repeat(2_000)}`,
  ])('have no link to %j', async (url) => {
    await using jira = await ticketWith({
      remote: { body: [page('x', url), page('y', 'https://ok.example/')] },
    });
    const { links } = await jira.source.readDetails('APP-1', signal);
    expect(links).toEqual([{ title: 'y', url: 'https://ok.example/' }]);
  });

  it('are bounded, and skip a link of an unknown form', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => page(`page ${index}`, 'https://ok.example/'));
    await using jira = await ticketWith({
      issuelinks: [null, 'x', {}, { outwardIssue: 7 }],
      remote: { body: many },
    });
    expect((await jira.source.readDetails('APP-1', signal)).links).toHaveLength(100);
  });

  it.each([
    ['the account may not see links', { status: 403 }],
    ['the site has no links', notFound],
    ['the links have another form', { body: { links: [] } }],
  ])('have no links if %s', async (_what, remote) => {
    await using jira = await ticketWith({ remote, comments: [comment('x')] });
    expect(await jira.source.readDetails('APP-1', signal)).toMatchObject({ commentCount: 1, links: [] });
  });

  it('are a problem if Jira fails or does not have the ticket', async () => {
    await using down = await ticketWith({ remote: { status: 503 } });
    expect((await problemOf(down.source.readDetails('APP-1', signal))).code).toBe('jira-failed');
    await using gone = await setUp(() => notFound);
    expect((await problemOf(gone.source.readDetails('APP-1', signal))).code).toBe('ticket-unknown');
  });
});

it('a ticket has its reporter and its times, or none of them', async () => {
  const fields = {
    reporter: { displayName: 'Security bot' },
    created: '2026-11-01T09:00:00.000+0900',
    resolutiondate: '2026-11-02T09:00:00.000+0900',
  };
  await using jira = await setUp(() => ({ body: issueJson('APP-1', fields) }), {
    onSchemaMismatch: 'ignore',
  });
  expect(await jira.source.readTicket('APP-1', signal)).toMatchObject({
    reporter: 'Security bot',
    created: '2026-11-01T00:00:00.000Z',
    resolved: '2026-11-02T00:00:00.000Z',
  });
  const odd = { reporter: 7, created: 'yesterday', resolutiondate: {} };
  await using other = await setUp(() => ({ body: issueJson('APP-1', odd) }), { onSchemaMismatch: 'ignore' });
  const ticket = await other.source.readTicket('APP-1', signal);
  expect(Object.keys(ticket)).not.toContain('created');
});
