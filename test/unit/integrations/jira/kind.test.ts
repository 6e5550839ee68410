import { expect, it } from 'vitest';
import { readKind } from '../../../../daemon/integrations/jira/kind.ts';
import { problemOf } from './cloud/connected-source.ts';
import { type Answer, type Received, startFakeSite } from './fake-site.ts';

const token = 'a-secret-token';
const email = 'mika@example.com';
const basic = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
const { signal } = new AbortController();
const missing: Answer = { status: 404, body: { errorMessages: ['Not found.'] } };
const refused: Answer = { status: 401, body: { message: 'Client must be authenticated.' } };

async function kindAt(answer: (request: Received) => Answer | undefined, access: object = { email, token }) {
  await using fake = await startFakeSite(answer);
  const kind = await readKind({ site: fake.site, ...access }, () => {}, signal, { wait: async () => {} });
  return { kind, received: fake.received };
}

const atVersion = (version: number, answer: Answer) => (request: Received) =>
  request.path === `/rest/api/${version}/serverInfo` ? answer : missing;

it.each([
  ['Cloud', { deploymentType: 'Cloud', version: '1001.0.0-SNAPSHOT' }, { kind: 'cloud' }],
  ['Server', { deploymentType: 'Server', version: '10.3.5' }, { kind: 'data-center', version: '10.3.5' }],
  ['Data Center', { deploymentType: 'Data Center' }, { kind: 'data-center' }],
])('a site that reports %s is asked once, without the token', async (_, body, expected) => {
  const { kind, received } = await kindAt(() => ({ body }));
  expect(kind).toEqual(expected);
  expect(received.map(({ path, authorization }) => [path, authorization])).toEqual([
    ['/rest/api/2/serverInfo', ''],
  ]);
});

it('a site whose response is empty is Data Center, because only Cloud has version 3', async () => {
  expect((await kindAt(atVersion(2, { body: {} }))).kind).toEqual({ kind: 'data-center' });
  expect((await kindAt(() => ({ body: {} }))).kind).toEqual({ kind: 'cloud' });
  expect((await kindAt(atVersion(3, { body: {} }))).kind).toEqual({ kind: 'cloud' });
});

it('a site that demands a sign-in receives the token, at first as Data Center takes it', async () => {
  const withBearer = await kindAt(({ authorization }) =>
    authorization === `Bearer ${token}` ? { body: { deploymentType: 'Server' } } : refused,
  );
  expect(withBearer.kind).toEqual({ kind: 'data-center' });
  const withBasic = await kindAt(({ authorization }) =>
    authorization === basic ? { body: { deploymentType: 'Cloud' } } : refused,
  );
  const sent = withBasic.received.map(({ authorization }) => authorization);
  expect([...new Set(sent)]).toEqual(['', `Bearer ${token}`, basic]);
});

it('a site that refuses the token everywhere is Cloud if it has a Cloud id', async () => {
  const { kind, received } = await kindAt(({ path }) =>
    path === '/_edge/tenant_info' ? { body: { cloudId: 'an-id' } } : refused,
  );
  expect(kind).toEqual({ kind: 'cloud' });
  expect(received.at(-1)?.authorization).toBe('');
});

it.each([
  ['another product', () => missing, 'jira-site-invalid'],
  ['a sign-in page of the network', () => ({ body: '<html>Welcome</html>' }), 'jira-unexpected'],
  ['a site that refuses the token', () => refused, 'jira-token-refused'],
  ['a site that fails', () => ({ status: 503, body: {} }), 'jira-failed'],
  [
    'a site that asks for a CAPTCHA',
    () => ({ status: 403, headers: { 'X-Authentication-Denied-Reason': 'CAPTCHA_CHALLENGE' }, body: {} }),
    'jira-captcha',
  ],
] as const)('%s is its own problem', async (_, answer, code) => {
  const problem = await problemOf(kindAt(answer));
  expect(problem.code).toBe(code);
  expect(JSON.stringify(problem.facts)).not.toContain(token);
});
