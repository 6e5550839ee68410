import { expect, it } from 'vitest';
import { problemOf, setUp } from './cloud/connected-source.ts';

const { signal } = new AbortController();
const user = (accountId: string, more: object = {}) => ({
  accountId,
  accountType: 'atlassian',
  active: true,
  displayName: `User ${accountId}`,
  ...more,
});

it('users are found by name, without apps, customers and people who left', async () => {
  await using jira = await setUp(
    () => ({
      body: [
        user('1', { emailAddress: 'mia@example.com', displayName: 'Mia\u202eK' }),
        user('2', { accountType: 'app' }),
        user('3', { accountType: 'customer' }),
        user('4', { active: false }),
        user('5'),
      ],
    }),
    { onSchemaMismatch: 'ignore' },
  );
  expect(
    await jira.source.searchUsers({ ticket: 'APP-1' }, { field: 'customfield_1', query: 'mi' }, signal),
  ).toEqual([
    { id: '1', name: 'Mia K', detail: 'mia@example.com' },
    { id: '5', name: 'User 5' },
  ]);
  expect(jira.received[0]?.path).toBe('/rest/api/3/user/search');
  expect(jira.received[0]?.query.get('query')).toBe('mi');
});

it.each([
  ['the assignee', { field: 'assignee', query: 'mi' }],
  ['nothing typed', { field: 'customfield_1', query: '' }],
])('for %s only assignable users are asked for', async (_what, search) => {
  await using jira = await setUp(() => ({ body: [user('1')] }), { onSchemaMismatch: 'ignore' });
  expect(await jira.source.searchUsers({ ticket: 'APP-1' }, search, signal)).toHaveLength(1);
  expect(jira.received.map(({ path }) => path)).toEqual(['/rest/api/3/user/assignable/search']);
  expect(jira.received[0]?.query.get('issueKey')).toBe('APP-1');
});

it('the users of a new ticket are those of its project', async () => {
  await using jira = await setUp(
    ({ path }) =>
      path.endsWith('/user/search')
        ? { status: 403, body: { errorMessages: ['You may not browse users.'], errors: {} } }
        : { body: [user('1')] },
    { onSchemaMismatch: 'ignore' },
  );
  const search = { field: 'customfield_1', query: 'mi' };
  expect(await jira.source.searchUsers({ project: 'APP' }, search, signal)).toHaveLength(1);
  const { path, query } = jira.received.at(-1) ?? {};
  expect([path, query?.get('project')]).toEqual(['/rest/api/3/user/assignable/search', 'APP']);
});

it('an account that may not browse users finds the assignable ones', async () => {
  await using jira = await setUp(
    ({ path }) =>
      path.endsWith('/user/search')
        ? { status: 403, body: { errorMessages: ['You may not browse users.'], errors: {} } }
        : { body: [user('1')] },
    { onSchemaMismatch: 'ignore' },
  );
  expect(await jira.source.searchUsers({ ticket: 'APP-1' }, { query: 'mi' }, signal)).toHaveLength(1);
});

it('users in an unknown form are a problem', async () => {
  await using jira = await setUp(() => ({ body: { users: [] } }), { onSchemaMismatch: 'ignore' });
  expect((await problemOf(jira.source.searchUsers({ ticket: 'APP-1' }, { query: 'mi' }, signal))).code).toBe(
    'jira-unexpected',
  );
});
