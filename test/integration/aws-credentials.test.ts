import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../../daemon/base/log.ts';
import type { AwsAccess } from '../../daemon/domain/accounts/access.ts';
import { openAws } from '../../daemon/integrations/aws/connection/clients.ts';
import {
  type CredentialCache,
  createCredentialCache,
} from '../../daemon/integrations/aws/credentials/cache.ts';
import { rereadFiles } from '../../daemon/integrations/aws/credentials/credentials.ts';
import { callerAccount } from '../../daemon/integrations/aws/sts/caller.ts';
import { type AwsFolder, inMinutes, openAwsFolder } from '../support/aws-files.ts';

/** Real profile files and the real SDK, against a local server instead of AWS. */

let files: AwsFolder;
const logged: string[] = [];
const log = createLog((line) => logged.push(line));
let cache: CredentialCache;
const { signal } = new AbortController();
const closings: (() => void)[] = [];

beforeEach(() => {
  files = openAwsFolder();
  logged.length = 0;
  cache = createCredentialCache(log);
});
afterEach(() => {
  vi.unstubAllEnvs();
  files.remove();
  for (const close of closings.splice(0)) close();
});

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Resolves to the hosts that are asked: all requests go through a proxy that records the hosts and forwards nothing. */
async function hostsAsked(access: AwsAccess): Promise<string[]> {
  const hosts = new Set<string>();
  const { server, url } = await listen((_, response) => response.end());
  server.on('connect', ({ url: host = '' }, socket) => {
    hosts.add(host.replace(/:443$/, ''));
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
  });
  vi.stubEnv('HTTPS_PROXY', url);
  const aws = openAws(access, () => {}, cache);
  await callerAccount(aws.base, 'ap-northeast-1', signal).catch(() => {});
  aws.close();
  return [...hosts];
}

/** One run in which several clients make `calls` calls in parallel. */
async function run(
  access: AwsAccess,
  accounts: readonly { id: string; profile?: string; role?: string }[] = [],
) {
  cache.follow(await rereadFiles());
  const aws = openAws(access, () => {}, cache);
  const clients = [aws.base, ...accounts.map((account) => aws.of(account))];
  try {
    await Promise.all(
      ['eu-west-1', 'us-east-1', 'ap-northeast-1'].flatMap((region) =>
        clients.map((each) => callerAccount(each, region, signal)),
      ),
    );
  } finally {
    aws.close();
  }
}

const ssoProfile = `[profile shop]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Audit
region = us-west-2
[sso-session corp]
sso_region = eu-central-1
sso_start_url = https://corp.awsapps.com/start
`;
const validToken = { accessToken: 'token-of-the-portal', expiresAt: inMinutes(60) };

describe('each service is asked in its own region', () => {
  test.each([undefined, 'us-east-1'])(
    "SSO's portal in that of the SSO session; region %s",
    async (region) => {
      files.config(ssoProfile);
      files.ssoToken('corp', validToken);
      vi.stubEnv('AWS_REGION', 'sa-east-1');
      const hosts = await hostsAsked({ profile: 'shop', ...(region !== undefined && { region }) });
      expect(hosts).toEqual(['portal.sso.eu-central-1.amazonaws.com']);
    },
  );

  test("SSO's portal for a profile without a session, and for a role on top of one", async () => {
    files.config(`[profile shop]
sso_account_id = 111122223333
sso_role_name = Audit
sso_region = eu-north-1
sso_start_url = https://corp.awsapps.com/start
[profile above]
role_arn = arn:aws:iam::444455556666:role/Read
source_profile = shop
region = us-west-1
`);
    files.ssoToken('https://corp.awsapps.com/start', validToken);
    expect(await hostsAsked({ profile: 'above', region: 'us-east-1' })).toEqual([
      'portal.sso.eu-north-1.amazonaws.com',
    ]);
  });

  test('the tokens of SSO, if one is about to expire', async () => {
    files.config(ssoProfile.replaceAll('corp', 'renewed'));
    files.ssoToken('renewed', {
      accessToken: 'old',
      expiresAt: inMinutes(2),
      clientId: 'c',
      clientSecret: 's',
      refreshToken: 'r',
    });
    expect(await hostsAsked({ profile: 'shop', region: 'us-east-1' })).toEqual([
      'oidc.eu-central-1.amazonaws.com',
      'portal.sso.eu-central-1.amazonaws.com',
    ]);
  });

  test("STS in the region of the role's profile or, without one, in the configured region", async () => {
    files.config(`[profile above]
role_arn = arn:aws:iam::444455556666:role/Read
source_profile = keys
region = us-west-1
[profile elsewhere]
role_arn = arn:aws:iam::444455556666:role/Read
source_profile = keys
`);
    files.credentials('[keys]\naws_access_key_id = AKIDKEYS\naws_secret_access_key = secret\n');
    expect(await hostsAsked({ profile: 'above', region: 'eu-west-3' })).toEqual([
      'sts.us-west-1.amazonaws.com',
    ]);
    expect(await hostsAsked({ profile: 'elsewhere', region: 'eu-west-3' })).toEqual([
      'sts.eu-west-3.amazonaws.com',
    ]);
  });

  test('STS for a web identity, through the proxy like everything else', async () => {
    const token = path.join(files.folder, 'token');
    writeFileSync(token, 'a.web.token');
    files.config(`[profile pod]
role_arn = arn:aws:iam::444455556666:role/Read
web_identity_token_file = ${token}
`);
    expect(await hostsAsked({ profile: 'pod', region: 'eu-west-3' })).toEqual([
      'sts.eu-west-3.amazonaws.com',
    ]);
  });
});

const identity =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
const assumed = (expiration: string) =>
  `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>secret-of-the-role</SecretAccessKey><SessionToken>session/token+of-the-role==</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

/** A portal and STS. `refuse`: the response of STS, instead of an identity, to calls whose key begins like this. */
async function startAnswers(lastsMinutes = 60) {
  const asked: string[] = [];
  const state = { refuse: undefined as string | undefined, refusedKey: '' };
  const { url } = await listen(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.url?.startsWith('/federation/credentials')) {
      asked.push('portal');
      const roleCredentials = {
        accessKeyId: 'AKIDSSO',
        secretAccessKey: 'secret-of-sso',
        sessionToken: 'session-token-of-sso',
        expiration: Date.now() + lastsMinutes * 60_000,
      };
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ roleCredentials }));
      return;
    }
    const isRole = body.includes('Action=AssumeRole');
    if (isRole) asked.push('role');
    const isRefused = !isRole && request.headers.authorization?.includes(state.refusedKey);
    const refused = isRefused ? state.refuse : undefined;
    response
      .writeHead(refused === undefined ? 200 : 403, { 'content-type': 'text/xml' })
      .end(refused ?? (isRole ? assumed(inMinutes(lastsMinutes)) : identity));
  });
  return { url, asked, state };
}

const role = 'arn:aws:iam::111122223333:role/Read';

describe('credentials are asked for once', () => {
  test('for all regions, accounts and runs, until they are about to expire', async () => {
    const { url: endpoint, asked } = await startAnswers();
    files.config(ssoProfile);
    files.ssoToken('corp', validToken);
    const access = { endpoint, profile: 'shop', region: 'eu-west-1' };
    const accounts = [
      { id: '1', profile: 'shop' },
      { id: '2', role },
      { id: '3', profile: 'shop', role },
    ];
    for (let runs = 0; runs < 3; runs++) await run(access, accounts);
    expect(asked).toEqual(['portal', 'role']);
  });

  test('also those that are valid for less than five minutes, the time at which longer ones are renewed', async () => {
    const { url: endpoint, asked } = await startAnswers(4);
    files.config(ssoProfile);
    files.ssoToken('corp', validToken);
    for (let runs = 0; runs < 2; runs++) await run({ endpoint, profile: 'shop', region: 'eu-west-1' });
    expect(asked).toEqual(['portal']);
    vi.useFakeTimers({ now: Date.now() + 3 * 60_000, toFake: ['Date'] });
    await run({ endpoint, profile: 'shop', region: 'eu-west-1' }).finally(() => vi.useRealTimers());
    expect(asked).toEqual(['portal', 'portal']);
  });

  test('by a process, also if it fails', async () => {
    const { url: endpoint } = await startAnswers();
    const runs = path.join(files.folder, 'runs');
    files.config(
      `[profile tool]\ncredential_process = sh -c 'echo run >> ${runs}; echo no session >&2; exit 1'\n`,
    );
    const accounts = [1, 2, 3].map((id) => ({ id: String(id), role }));
    await expect(run({ endpoint, profile: 'tool', region: 'eu-west-1' }, accounts)).rejects.toThrow(
      'no session',
    );
    expect(readFileSync(runs, 'utf8')).toBe('run\n');
  });

  test('and again after the AWS files change, or AWS refuses them', async () => {
    const { url: endpoint, asked, state } = await startAnswers();
    files.config(ssoProfile);
    files.ssoToken('corp', validToken);
    const access = { endpoint, profile: 'shop', region: 'eu-west-1' };
    await run(access);
    files.config(ssoProfile.replace('Audit', 'Admin'));
    await run(access);
    expect(asked).toEqual(['portal', 'portal']);
    state.refuse =
      '<ErrorResponse><Error><Code>ExpiredToken</Code><Message>no</Message></Error></ErrorResponse>';
    await expect(run(access)).rejects.toMatchObject({ code: 'ExpiredToken' });
    state.refuse = undefined;
    await run(access);
    expect(asked).toEqual(['portal', 'portal', 'portal']);
  });
});

test('a session token that AWS echoes, complete, cut or encoded for an address, is in no message', async () => {
  const { url: endpoint, state } = await startAnswers();
  files.credentials('[keys]\naws_access_key_id = AKIDKEYS\naws_secret_access_key = secret\n');
  state.refusedKey = 'AKIDROLE';
  const token = 'session/token+of-the-role==';
  const quoted = `host:sts\nx-amz-security-token:${token}\n${'x'.repeat(250)} ${encodeURIComponent(token)}`;
  state.refuse = `<ErrorResponse><Error><Code>MalformedInput</Code><Message>${quoted}</Message></Error></ErrorResponse>`;
  const failure = await run({ endpoint, profile: 'keys', region: 'eu-west-1' }, [{ id: '1', role }]).catch(
    (error) => error,
  );
  log('error', 'failed', { error: failure, cause: failure.cause });
  expect(logged.join()).toContain('MalformedInput');
  expect(`${logged.join()}${failure.message}${failure.cause.message}`).not.toMatch(/token\+of|token%2Bof/);
});
