import { describe, expect, it } from 'vitest';
import { notFound, problemOf, setUp, signal } from './cloud/connected-source.ts';
import type { Answer, Received } from './fake-site.ts';
import { issueJson } from './fake-site.ts';

const jqlOf = ({ body }: Received) => (body as { jql: string }).jql;

describe('the names of the tickets', () => {
  it('are listed in large pages of ids', async () => {
    await using jira = await setUp(
      ({ body }) => {
        const { nextPageToken } = body as { nextPageToken?: string };
        return nextPageToken === undefined
          ? { body: { issues: [{ id: '1' }, { id: '2' }], nextPageToken: 'b' } }
          : { body: { issues: [{ id: '3' }], isLast: true } };
      },
      { selection: { projects: ['PAY'], doneDays: 30 } },
    );
    const names = [];
    for await (const page of jira.source.listTickets(signal)) names.push(...page);
    expect(names).toEqual([{ id: '1' }, { id: '2' }, { id: '3' }]);
    expect(jira.received[0]?.body).toMatchObject({
      jql: 'project = "PAY" AND (statusCategory != Done OR updated >= -30d) ORDER BY key ASC',
      fields: ['id'],
      maxResults: 5_000,
    });
  });

  it('are counted in one request, or not at all', async () => {
    await using jira = await setUp(() => ({ body: { count: 7 } }), { selection: { projects: ['PAY'] } });
    expect(await jira.source.countTickets(signal)).toBe(7);
    expect(jqlOf(jira.received[0] as Received)).toBe('project = "PAY"');
    for (const answer of [notFound, { status: 400 }, { status: 405 }, { status: 404, body: '<html>' }]) {
      await using without = await setUp(() => answer as Answer);
      expect(await without.source.countTickets(signal)).toBeUndefined();
    }
    await using down = await setUp(() => ({ status: 503 }));
    expect((await problemOf(down.source.countTickets(signal))).code).toBe('jira-failed');
  });
});

describe('tickets that are looked up and still exist', () => {
  const asked = ['1', '2'].map((id) => ({ key: `PAY-${id}`, id }));
  const issues = asked.map(({ key, id }) => ({ ...issueJson(key), id }));

  it('belong to the team if they meet its JQL, for which the search reads them again', async () => {
    await using jira = await setUp(
      ({ path }) => ({
        body: path.endsWith('/bulkfetch') ? { issues } : { issues: issues.slice(1), isLast: true },
      }),
      { selection: { projects: ['PAY'], jql: 'component = security' }, onSchemaMismatch: 'ignore' },
    );
    const { found, gone } = await jira.source.findTickets(asked, signal);
    expect(found.map(({ key }) => key)).toEqual(['PAY-2']);
    expect(gone).toEqual(['PAY-1']);
    const search = jira.received.at(-1) as Received;
    expect(jqlOf(search)).toBe('project = "PAY" AND (component = security) AND key in ("PAY-1", "PAY-2")');
    expect(search.body).toMatchObject({ reconcileIssues: [1, 2] });
  });

  it('are read by id if only that is known', async () => {
    await using jira = await setUp(() => ({ body: { issues } }));
    const keys = [];
    for await (const { tickets } of jira.source.fetchTickets(
      [{ id: '1' }, { id: '2', key: 'PAY-2' }],
      signal,
    ))
      keys.push(...tickets.map(({ key }) => key));
    expect(keys).toEqual(['PAY-1', 'PAY-2']);
    expect(jira.received[0]?.body).toMatchObject({ issueIdsOrKeys: ['1', 'PAY-2'] });
  });
});
