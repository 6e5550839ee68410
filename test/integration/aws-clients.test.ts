import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openAws } from '../../daemon/integrations/aws/connection/clients.ts';
import { problemOf } from '../../daemon/integrations/aws/connection/errors.ts';
import { listProfiles } from '../../daemon/integrations/aws/credentials/credentials.ts';
import { callerAccount } from '../../daemon/integrations/aws/sts/caller.ts';

/** The real SDK clients against a server whose responses each test chooses. */

type Answer = { status: number; body: string };
let answers: ((request: { target: string; body: string; authorization: string }) => Answer)[];
let server: Server;
let endpoint: string;
let folder: string;
const calls: string[] = [];
const { signal } = new AbortController();

const fine: Answer = { status: 200, body: '{"ConfigRules":[]}' };
const refusal = (type: string, message = 'no'): Answer => ({
  status: 400,
  body: JSON.stringify({ __type: type, message }),
});
const onCall = (service: string, operation: string) => calls.push(`${service}:${operation}`);
const open = (more = {}) => openAws({ endpoint, region: 'eu-west-1', ...more }, onCall);
const askConfig = (aws: ReturnType<typeof open>) =>
  aws.base.config('eu-west-1').send(new DescribeConfigRulesCommand({}), { abortSignal: signal });

beforeEach(async () => {
  calls.length = 0;
  answers = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    const { status, body: text } = answer?.({
      target: String(request.headers['x-amz-target'] ?? ''),
      body,
      authorization: String(request.headers.authorization ?? ''),
    }) ?? { status: 500, body: '' };
    response.writeHead(status, {
      'content-type': text.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.1',
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'guardrail-aws-'));
  for (const name of [
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'ALL_PROXY',
    'AWS_PROFILE',
    'AWS_ENDPOINT_URL',
    'AWS_SESSION_TOKEN',
  ]) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDBASE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'base-secret');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test('a throttled call is tried again, and every attempt is counted', async () => {
  answers = [() => refusal('ThrottlingException'), () => refusal('ThrottlingException'), () => fine];
  await askConfig(open());
  expect(calls).toEqual([
    'config:DescribeConfigRules',
    'config:DescribeConfigRules',
    'config:DescribeConfigRules',
  ]);
});

test('a denied call is sent once and names its permission', async () => {
  answers = [() => refusal('AccessDeniedException')];
  const error = await askConfig(open()).catch((reason: unknown) => reason);
  expect(problemOf(error)).toMatchObject({
    code: 'aws-access-denied',
    facts: { permission: 'config:DescribeConfigRules' },
  });
  expect(calls).toHaveLength(1);
});

test('an expired session and refused credentials are different problems', async () => {
  answers = [() => refusal('ExpiredTokenException'), () => refusal('UnrecognizedClientException')];
  const codes = [];
  for (let at = 0; at < 2; at++)
    codes.push(problemOf(await askConfig(open()).catch((error: unknown) => error)).code);
  expect(codes).toEqual(['aws-session-expired', 'aws-credentials-refused']);
});

test('a host that does not respond is a problem within seconds', async () => {
  server.close();
  const started = Date.now();
  const error = await askConfig(open()).catch((reason: unknown) => reason);
  expect(problemOf(error)).toMatchObject({
    code: 'aws-unreachable',
    facts: { host: expect.stringContaining('127.0.0.1') },
  });
  expect(Date.now() - started).toBeLessThan(5_000);
});

test('a response that is not one of AWS is a problem, not a crash', async () => {
  answers = [() => ({ status: 200, body: '<html>Sign in to the hotel network</html>' })];
  const error = await askConfig(open()).catch((reason: unknown) => reason);
  expect(problemOf(error)).toMatchObject({
    code: 'aws-answer-foreign',
    facts: { isPage: true, status: 200, host: '127.0.0.1' },
  });
});

test('missing credentials are reported as such', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  const error = await askConfig(open()).catch((reason: unknown) => reason);
  expect(problemOf(error).code).toBe('aws-credentials-missing');
});

test("a role is assumed with the base credentials, once for all of an account's clients", async () => {
  const signers: string[] = [];
  answers = [
    ({ body, authorization }) => {
      signers.push(authorization.match(/Credential=(\w+)/)?.[1] ?? '');
      return body.includes('Action=AssumeRole') ? { status: 200, body: assumed } : fine;
    },
  ];
  const clients = open().of({ id: '111122223333', role: 'arn:aws:iam::111122223333:role/Audit' });
  await clients.config('eu-west-1').send(new DescribeConfigRulesCommand({}));
  await clients.config('us-east-1').send(new DescribeConfigRulesCommand({}));
  expect(signers).toEqual(['AKIDBASE', 'AKIDROLE', 'AKIDROLE']);
  expect(calls).toEqual(['sts:AssumeRole', 'config:DescribeConfigRules', 'config:DescribeConfigRules']);
});

test("an account's profile signs its calls, and the AWS files name the profiles", async () => {
  writeFileSync(
    join(folder, 'config'),
    '[profile shop]\nregion = eu-west-3\n[sso-session corp]\nsso_region = eu-west-1\n',
  );
  writeFileSync(
    join(folder, 'credentials'),
    '[shop]\naws_access_key_id = AKIDSHOP\naws_secret_access_key = s\n',
  );
  let signer = '';
  answers = [
    ({ authorization }) => {
      signer = authorization.match(/Credential=(\w+)/)?.[1] ?? '';
      return { status: 200, body: identity };
    },
  ];
  expect(await callerAccount(open().of({ id: '1', profile: 'shop' }), 'eu-west-3', signal)).toBe(
    '111122223333',
  );
  expect(signer).toBe('AKIDSHOP');
  expect(await listProfiles()).toEqual([{ name: 'shop' }]);
});

test('without AWS files there are no profiles', async () => {
  expect(await listProfiles()).toEqual([]);
});

test('if no region is configured anywhere, the problem says where to set one', async () => {
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_DEFAULT_REGION', undefined);
  const aws = openAws({ endpoint }, onCall);
  await expect(aws.base.region()).rejects.toMatchObject({ code: 'aws-region-missing' });
});

test('cancelling ends a call that waits', async () => {
  answers = [() => refusal('ThrottlingException')];
  const abort = new AbortController();
  const waiting = open()
    .base.config('eu-west-1')
    .send(new DescribeConfigRulesCommand({}), { abortSignal: abort.signal });
  setTimeout(() => abort.abort(), 50);
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});

test('requests use the proxy of the environment, except on this machine', async () => {
  const hosts: string[] = [];
  const proxy = createServer((request) => {
    hosts.push(request.headers.host ?? '');
    request.socket.destroy();
  });
  proxy.on('connect', ({ url = '' }, socket) => {
    hosts.push(url);
    socket.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY']) {
    vi.stubEnv(name, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  }
  vi.stubEnv('NO_PROXY', '');
  vi.stubEnv('no_proxy', '');
  for (const endpoint of ['http://localhost:9', 'https://config.example.com']) {
    const aws = openAws({ endpoint, region: 'eu-west-1' }, onCall);
    await expect(askConfig(aws)).rejects.toThrow();
    aws.close();
  }
  proxy.closeAllConnections();
  proxy.close();
  expect(new Set(hosts)).toEqual(new Set(['config.example.com:443']));
});

const expiration = new Date(Date.now() + 3600_000).toISOString();
const assumed = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const identity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
