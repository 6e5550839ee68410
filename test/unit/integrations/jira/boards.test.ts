import { expect, it } from 'vitest';
import { Problem } from '../../../../daemon/domain/problems/problem.ts';
import { readColumns } from '../../../../daemon/integrations/jira/boards.ts';
import { connectJiraCloud } from '../../../../daemon/integrations/jira/cloud/ticket-source.ts';
import { type Answer, type Received, startFakeSite } from './fake-site.ts';

const { signal } = new AbortController();

async function setUp(answer: (request: Received) => Answer) {
  const site = await startFakeSite(answer);
  const source = connectJiraCloud(
    { site: site.site, email: 'mika@example.com', token: 'a-token' },
    () => {},
    {
      wait: async () => {},
    },
  );
  return { ...site, columns: () => source.readColumns('APP-1', signal) };
}

const column = (name: string, ...ids: string[]) => ({ name, statuses: ids.map((id) => ({ id, self: 'x' })) });

it('columns of all boards of the ticket’s project, with their statuses', async () => {
  await using jira = await setUp(({ path }) =>
    path === '/rest/agile/1.0/board'
      ? { body: { values: [{ id: 4 }, { id: 5 }], isLast: true } }
      : { body: { columnConfig: { columns: [column('Review', path.includes('/4/') ? '10' : '11', '12')] } } },
  );
  expect(await jira.columns()).toEqual([
    { name: 'Review', statusIds: ['10', '12'] },
    { name: 'Review', statusIds: ['11', '12'] },
  ]);
  expect(jira.received[0]?.query.get('projectKeyOrId')).toBe('APP');
});

it.each([
  ['a site without boards', { status: 404, body: { errorMessages: ['No such path.'] } }],
  ['a page', { status: 404, body: '<html>Not found</html>' }],
  ['an account that may not see them', { status: 403 }],
  ['a token without that scope', { status: 401 }],
  ['another answer', { body: { values: 'none' } }],
] as const)('are empty for %s', async (_what, answer: Answer) => {
  await using jira = await setUp(() => answer);
  expect(await jira.columns()).toEqual([]);
});

it('are those of the boards that the account may see', async () => {
  await using jira = await setUp(({ path }) => {
    if (path.endsWith('/board')) return { body: { values: [{ id: 4 }, { id: 5 }, { id: 6 }] } };
    if (path.includes('/5/')) return { status: 403 };
    return { body: { columnConfig: { columns: [column('Review', path.includes('/4/') ? '10' : '12')] } } };
  });
  expect((await jira.columns()).map(({ statusIds }) => statusIds)).toEqual([['10'], ['12']]);
});

it('can be read later if Jira fails', async () => {
  await using jira = await setUp(() => ({ status: 503 }));
  await expect(jira.columns()).rejects.toMatchObject({ code: 'jira-failed' });
});

it('are read from a few boards, out of any number', async () => {
  const values = Array.from({ length: 500 }, (_, id) => ({ id }));
  await using jira = await setUp(({ path }) =>
    path.endsWith('/board')
      ? { body: { values } }
      : { body: { columnConfig: { columns: [column('Doing', '1')] } } },
  );
  await jira.columns();
  expect(jira.received.length).toBeLessThan(10);
});

it('can be read later if a proxy or a certificate prevents it', async () => {
  const { signal } = new AbortController();
  for (const code of [
    'jira-proxy-refused',
    'proxy-unusable',
    'jira-tls-failed',
    'jira-unreachable',
  ] as const) {
    const client = () => ({ sendRequest: () => Promise.reject(new Problem(code, {})) });
    await expect(readColumns(client, 'APP-1', signal)).rejects.toMatchObject({ code });
  }
});

it('name the last column that has statuses, of each board with more than one', async () => {
  const boards = [
    [column('Inbox', '1'), column('Shipped', '4'), column('Archive')],
    [column('Backlog', '1'), column('Empty')],
  ];
  await using jira = await setUp(({ path }) =>
    path.endsWith('/board')
      ? { body: { values: [{ id: 0 }, { id: 1 }] } }
      : { body: { columnConfig: { columns: boards[path.includes('/0/') ? 0 : 1] } } },
  );
  expect((await jira.columns()).filter(({ isLast }) => isLast)).toEqual([
    { name: 'Shipped', statusIds: ['4'], isLast: true },
  ]);
});
