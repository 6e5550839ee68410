import { expect, it } from 'vitest';
import { connectJiraCloud } from '../../../../../daemon/integrations/jira/cloud/ticket-source.ts';
import { type Answer, issueJson, type Received, startFakeSite } from '../fake-site.ts';
import { email, problemOf, signal, token } from './connected-source.ts';

const cloudId = '11111111-2222-3333-4444-555555555555';
const refused: Answer = { status: 401, body: { message: 'Client must be authenticated.' } };
const tenant: Answer = { body: { cloudId } };
const issue: Answer = { body: issueJson('APP-1') };

/** Starts a site that refuses the token, and a gateway with these answers. */
async function setUp(
  atGateway: (request: Received) => Answer | undefined,
  tenantInfo: Answer = tenant,
  atSite: (request: Received) => Answer = () => refused,
) {
  const gateway = await startFakeSite(atGateway);
  const site = await startFakeSite((request) =>
    request.path === '/_edge/tenant_info' ? tenantInfo : atSite(request),
  );
  const source = connectJiraCloud({ site: site.site, email, token, gateway: gateway.site }, () => {}, {
    wait: async () => {},
  });
  return {
    source,
    site,
    gateway,
    async [Symbol.asyncDispose]() {
      await Promise.all([site, gateway].map((each) => each[Symbol.asyncDispose]()));
    },
  };
}
const paths = ({ received }: { received: readonly Received[] }) => received.map(({ path }) => path);

it('a token that the site refuses is tried at the gateway, which is used from then on', async () => {
  await using jira = await setUp(() => issue);
  expect(await jira.source.readConnection(signal)).toEqual({ kind: 'cloud' });
  expect((await jira.source.readTicket('APP-1', signal)).key).toBe('APP-1');
  await jira.source.readTicket('APP-1', signal);
  expect(paths(jira.site)).toEqual(['/rest/api/3/issue/APP-1', '/_edge/tenant_info']);
  expect(paths(jira.gateway)).toEqual(
    Array.from({ length: 2 }, () => `/ex/jira/${cloudId}/rest/api/3/issue/APP-1`),
  );
  expect(await jira.source.readConnection(signal)).toEqual({ kind: 'cloud', gateway: true });
});

it('the site is asked for its id without the token', async () => {
  await using jira = await setUp(() => issue);
  await jira.source.readTicket('APP-1', signal);
  expect(jira.site.received.find(({ path }) => path === '/_edge/tenant_info')?.authorization).toBe('');
});

it('boards are read through the gateway, too', async () => {
  await using jira = await setUp(({ path }) => (path.includes('/agile/') ? { body: { values: [] } } : issue));
  await jira.source.readColumns('APP-1', signal);
  expect(paths(jira.gateway)).toEqual([`/ex/jira/${cloudId}/rest/agile/1.0/board`]);
});

it('a token that both refuse is refused, and the gateway is not tried again', async () => {
  await using jira = await setUp(() => refused);
  const first = await problemOf(jira.source.readTicket('APP-1', signal));
  expect([first.code, first.facts]).toEqual(['jira-token-refused', { site: jira.site.site, kind: 'cloud' }]);
  await problemOf(jira.source.readTicket('APP-1', signal));
  expect(jira.gateway.received).toHaveLength(1);
});

it('a token without a scope is said as that', async () => {
  await using jira = await setUp(() => ({
    status: 401,
    body: { code: 401, message: 'Unauthorized; scope does not match' },
  }));
  expect((await problemOf(jira.source.readTicket('APP-1', signal))).code).toBe('jira-scope-missing');
});

it.each([
  ['no id', { status: 404, body: {} }],
  ['an id that would change the path', { body: { cloudId: '../../evil' } }],
  ['an address in place of an id', { body: { cloudId: 'https://evil.example' } }],
] as const)('with %s, the token is sent nowhere else', async (_, tenantInfo) => {
  await using jira = await setUp(() => issue, tenantInfo);
  expect((await problemOf(jira.source.readTicket('APP-1', signal))).code).toBe('jira-token-refused');
  expect(jira.gateway.received).toEqual([]);
});

it('a token that the site accepts never reaches the gateway', async () => {
  await using jira = await setUp(
    () => issue,
    tenant,
    () => issue,
  );
  await jira.source.readTicket('APP-1', signal);
  expect(jira.gateway.received).toEqual([]);
});
