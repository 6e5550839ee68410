import { describe, expect, it } from 'vitest';
import { connectJiraCloud } from '../../../../daemon/integrations/jira/cloud/ticket-source.ts';
import { type Answer, issueJson, type Received, startFakeSite } from './fake-site.ts';

const { signal } = new AbortController();
const issue = (key: string, id: string, fields = {}) => ({ ...issueJson(key, fields), id });
const asked = [
  { key: 'PAY-1', id: '1' },
  { key: 'PAY-2', id: '2' },
  { key: 'PAY-3', id: '3' },
];

async function setUp(answer: (request: Received) => Answer | undefined, project: string | undefined = 'PAY') {
  const site = await startFakeSite(answer);
  const settings = {
    site: site.site,
    email: 'mika@example.com',
    token: 'secret',
    ...(project && { selection: { projects: [project] } }),
  };
  return { ...site, source: connectJiraCloud(settings, () => {}, { wait: async () => {} }) };
}

describe('tickets that are requested by key', () => {
  it('are found, moved to another key, or gone', async () => {
    await using jira = await setUp(() => ({ body: { issues: [issue('PAY-1', '1'), issue('OPS-9', '2')] } }));
    const { found, moved, gone } = await jira.source.findTickets(asked, signal);
    expect(found.map(({ key }) => key)).toEqual(['PAY-1']);
    expect(moved).toEqual([{ from: 'PAY-2', to: 'OPS-9' }]);
    expect(gone).toEqual(['PAY-3']);
    expect(jira.received[0]).toMatchObject({
      method: 'POST',
      path: '/rest/api/3/issue/bulkfetch',
      body: { issueIdsOrKeys: ['PAY-1', 'PAY-2', 'PAY-3'] },
    });
  });

  it('are requested a hundred at a time', async () => {
    await using jira = await setUp(() => ({ body: { issues: [] } }));
    const many = Array.from({ length: 250 }, (_, at) => ({ key: `PAY-${at + 1}` }));
    expect((await jira.source.findTickets(many, signal)).gone).toHaveLength(250);
    const sizes = jira.received.map(
      ({ body }) => (body as { issueIdsOrKeys: string[] }).issueIdsOrKeys.length,
    );
    expect(sizes).toEqual([100, 100, 50]);
  });

  it('are gone without the label if the label makes them the team’s', async () => {
    await using jira = await setUp(
      () => ({ body: { issues: [issue('PAY-1', '1'), issue('PAY-2', '2', { labels: ['other'] })] } }),
      '',
    );
    const { found, gone } = await jira.source.findTickets(asked.slice(0, 2), signal);
    expect(found.map(({ key }) => key)).toEqual(['PAY-1']);
    expect(gone).toEqual(['PAY-2']);
  });

  it.each([
    [
      'could not be given',
      { issues: [issue('PAY-1', '1')], issueErrors: [{ id: '2', errorMessage: 'later' }] },
    ],
    ['cannot be identified', { issues: [issue('PAY-1', '1'), { fields: {} }] }],
  ])('are not gone while one of them %s', async (_what, body) => {
    await using jira = await setUp(() => ({ body }));
    expect((await jira.source.findTickets(asked, signal)).gone).toEqual([]);
  });

  it('are not gone if they cannot be read', async () => {
    await using jira = await setUp(() => ({ body: { issues: [issue('PAY-1', '1', { updated: 'soon' })] } }));
    expect((await jira.source.findTickets(asked, signal)).gone).toEqual(['PAY-2', 'PAY-3']);
  });

  it.each([
    { status: 404, body: { errorMessages: ['No endpoint.'] } },
    { status: 404, body: '<html>' },
    { status: 405 },
  ])('are requested one by one if a site has no bulk request: %j', async (refusal) => {
    await using jira = await setUp(({ method, path }) => {
      if (method === 'POST') return refusal;
      if (path.endsWith('PAY-1')) return { body: issue('PAY-1', '1') };
      if (path.endsWith('PAY-2')) return { body: issue('OPS-9', '2') };
      return { status: 404, body: { errorMessages: ['Issue does not exist.'] } };
    });
    const { found, moved, gone } = await jira.source.findTickets(asked, signal);
    expect([found.map(({ key }) => key), moved, gone]).toEqual([
      ['PAY-1'],
      [{ from: 'PAY-2', to: 'OPS-9' }],
      ['PAY-3'],
    ]);
  });

  it('are limited in number if they are requested one by one: the rest stay unknown', async () => {
    await using jira = await setUp(({ method }) => ({
      status: method === 'POST' ? 405 : 404,
      body: { errorMessages: ['Issue does not exist.'] },
    }));
    const many = Array.from({ length: 90 }, (_, at) => ({ key: `PAY-${at + 1}` }));
    expect((await jira.source.findTickets(many, signal)).gone).toHaveLength(20);
    expect(jira.received).toHaveLength(21);
  });

  it.each([
    ['a gateway answers every request', { status: 404, body: '<html>' }, 'jira-site-unavailable'],
    ['Jira fails', { status: 503 }, 'jira-failed'],
    ['the token is refused', { status: 401 }, 'jira-token-refused'],
  ])('are never gone because %s', async (_what, answer, code) => {
    await using jira = await setUp(() => answer);
    await expect(jira.source.findTickets(asked, signal)).rejects.toMatchObject({ code });
  });
});
