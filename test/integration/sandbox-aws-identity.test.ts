import { request } from 'node:http';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  ConfigServiceClient,
  type ConfigServiceClientConfig,
  DescribeConfigRulesCommand,
} from '@aws-sdk/client-config-service';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SandboxAws, startAws } from '../../daemon/sandbox/aws/server.ts';
import { accounts, bucket, home, smallWorld } from '../support/small-world.ts';

let aws: SandboxAws;

beforeEach(async () => {
  aws = await startAws(smallWorld({ resources: [bucket('assets')] }));
});
afterEach(async () => {
  vi.useRealTimers();
  await aws.close();
});

type Credentials = NonNullable<ConfigServiceClientConfig['credentials']>;
const once = { region: home, maxAttempts: 1 };
const signedBy = (credentials: Credentials, more = {}) => ({
  ...once,
  endpoint: aws.url,
  credentials,
  ...more,
});

const identity = (settings: object) => new STSClient(settings).send(new GetCallerIdentityCommand({}));
const rules = (settings: object) =>
  new ConfigServiceClient(settings).send(new DescribeConfigRulesCommand({}));
const assume = (role: string, more = {}) =>
  new STSClient(signedBy(aws.credentials)).send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'reader', ...more }),
  );

/** Makes one call with each protocol, all of which are refused. Resolves to the errors by name and HTTP status. */
async function refusals(settings: object): Promise<string[]> {
  const calls = [
    rules(settings),
    new OrganizationsClient(settings).send(new ListRootsCommand({})),
    new GuardDutyClient(settings).send(new ListDetectorsCommand({})),
    new CloudFormationClient(settings).send(new ListStacksCommand({})),
    identity(settings),
  ];
  return Promise.all(calls.map((call) => call.then(() => 'answered', nameOf)));
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error) || !('$metadata' in error)) throw error;
  const { httpStatusCode } = error.$metadata as { httpStatusCode?: number };
  return `${error.name} ${httpStatusCode}`;
}

/** Sends bytes unchanged, in a form that no SDK would send. */
function sendRaw(headers: Record<string, string>, body = '{}') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(aws.url, { method: 'POST', headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, body: text });
    });
    sent.on('error', reject).end(body);
  });
}

const describeRules = {
  'x-amz-target': 'StarlingDoveService.DescribeConfigRules',
  'content-type': 'application/x-amz-json-1.1',
};

test('the base credentials belong to the security account, and each account has its own', async () => {
  expect(await identity(signedBy(aws.credentials))).toMatchObject({ Account: accounts.security });
  expect(await identity(signedBy(aws.credentialsOf(accounts.checkout)))).toMatchObject({
    Account: accounts.checkout,
    Arn: expect.stringContaining(`:${accounts.checkout}:user/`),
  });
});

test('another world has other keys', async () => {
  const other = await startAws(smallWorld({ seed: 8 }));
  await other.close();
  expect(other.credentials.accessKeyId).not.toBe(aws.credentials.accessKeyId);
  expect(other.credentials.secretAccessKey).not.toBe(aws.credentials.secretAccessKey);
});

test('an unknown key is refused with the error of each protocol', async () => {
  const settings = signedBy({ accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' });
  expect(await refusals(settings)).toEqual([
    'UnrecognizedClientException 400',
    'UnrecognizedClientException 400',
    'UnrecognizedClientException 403',
    'InvalidClientTokenId 403',
    'InvalidClientTokenId 403',
  ]);
});

test('a wrong secret is refused with the error of each protocol', async () => {
  const settings = signedBy({ ...aws.credentials, secretAccessKey: 'wrong' });
  expect(await refusals(settings)).toEqual([
    'InvalidSignatureException 400',
    'InvalidSignatureException 400',
    'InvalidSignatureException 403',
    'SignatureDoesNotMatch 403',
    'SignatureDoesNotMatch 403',
  ]);
});

test('a session that has expired is refused with the error of each protocol', async () => {
  const { Credentials: session } = await assume(`arn:aws:iam::${accounts.payments}:role/Audit`);
  const settings = signedBy({
    accessKeyId: session?.AccessKeyId ?? '',
    secretAccessKey: session?.SecretAccessKey ?? '',
    sessionToken: session?.SessionToken ?? '',
  });
  expect(await identity(settings)).toMatchObject({ Account: accounts.payments });

  vi.useFakeTimers({ now: Date.now() + 3601_000, toFake: ['Date'] });
  expect(await refusals(settings)).toEqual([
    'ExpiredTokenException 400',
    'ExpiredTokenException 400',
    'ExpiredTokenException 403',
    'ExpiredToken 403',
    'ExpiredToken 403',
  ]);
});

test('sessions can expire on demand and become valid again', async () => {
  aws.faults.expireSessions(true);
  expect(await refusals(signedBy(aws.credentials))).toContain('ExpiredTokenException 400');
  aws.faults.expireSessions(false);
  await rules(signedBy(aws.credentials));
});

test("a session's key is unknown without its token, with another session's token, or with an altered token", async () => {
  const { Credentials: session } = await assume(`arn:aws:iam::${accounts.payments}:role/Audit`);
  const { Credentials: other } = await assume(`arn:aws:iam::${accounts.checkout}:role/Audit`);
  const key = { accessKeyId: session?.AccessKeyId ?? '', secretAccessKey: session?.SecretAccessKey ?? '' };
  const token = session?.SessionToken ?? '';
  const longer = token.replace(/^[^.]+/, (payload) => {
    const sealed = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return Buffer.from(JSON.stringify({ ...sealed, expires: sealed.expires + 1 })).toString('base64url');
  });
  expect(longer).not.toBe(token);
  for (const credentials of [
    key,
    { ...key, sessionToken: other?.SessionToken ?? '' },
    { ...key, sessionToken: longer },
    { ...key, sessionToken: 'nonsense' },
    { ...key, sessionToken: `${token.slice(0, -1)}é` },
    { ...aws.credentials, sessionToken: token },
  ]) {
    await expect(rules(signedBy(credentials))).rejects.toThrow(
      'security token included in the request is invalid',
    );
  }
});

test('a request without a signature, or with an incomplete one, is refused', async () => {
  const unsigned = await sendRaw(describeRules);
  expect(unsigned).toMatchObject({
    status: 400,
    body: expect.stringContaining('MissingAuthenticationTokenException'),
  });
  const half = await sendRaw({ ...describeRules, authorization: 'AWS4-HMAC-SHA256 Credential=x' });
  expect(half.body).toContain('IncompleteSignatureException');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const query = await sendRaw(form, 'Action=GetCallerIdentity&Version=2011-06-15');
  expect(query).toMatchObject({
    status: 403,
    body: expect.stringContaining('<Code>MissingAuthenticationToken<'),
  });
});

test('the signature covers the body, the headers and the hash of the body', async () => {
  const client = new ConfigServiceClient(signedBy(aws.credentials));
  let headers: Record<string, string> = {};
  let body = '';
  client.middlewareStack.add(
    (next) => async (args) => {
      const sent = args.request as { headers: Record<string, string>; body: string };
      ({ headers, body } = sent);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await client.send(new DescribeConfigRulesCommand({}));
  expect(await sendRaw(headers, body)).toMatchObject({ status: 200 });

  const longer = '{"ConfigRuleNames":[]}';
  const changed = { ...headers, 'content-length': String(longer.length) };
  expect((await sendRaw(changed, longer)).body).toContain('InvalidSignatureException');
  const target = { ...headers, 'x-amz-target': 'StarlingDoveService.DescribeConfigurationRecorders' };
  expect((await sendRaw(target, body)).body).toContain('InvalidSignatureException');
  const { host: _host, ...hostless } = headers;
  const elsewhere = { ...hostless, host: 'config.eu-west-1.amazonaws.com' };
  expect((await sendRaw(elsewhere, body)).body).toContain('InvalidSignatureException');
});

test('every header that AWS interprets must be signed', async () => {
  const client = new ConfigServiceClient(signedBy(aws.credentials));
  client.middlewareStack.add(
    (next) => (args) => {
      // The request is already signed. A proxy could add such a header.
      (args.request as { headers: Record<string, string> }).headers['x-amz-later'] = 'x';
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await expect(client.send(new DescribeConfigRulesCommand({}))).rejects.toMatchObject({
    name: 'IncompleteSignatureException',
    message: expect.stringContaining('x-amz-later'),
  });
});

test('a body that is too long is refused before it fills the memory', async () => {
  const huge = await sendRaw(describeRules, `{"ConfigRuleNames":["${'x'.repeat(1024 * 1024)}"]}`);
  expect(huge).toMatchObject({ status: 413, body: expect.stringContaining('RequestEntityTooLarge') });
});

test('a service accepts only its own protocol', async () => {
  const client = new ConfigServiceClient(signedBy(aws.credentials));
  const form = 'Action=DescribeConfigRules&Version=2014-11-12';
  let headers: Record<string, string> = {};
  client.middlewareStack.add(
    (next) => (args) => {
      const sent = args.request as { headers: Record<string, string>; body: string };
      delete sent.headers['x-amz-target'];
      sent.headers['content-type'] = 'application/x-www-form-urlencoded';
      sent.headers['content-length'] = String(form.length);
      sent.body = form;
      return next(args);
    },
    { step: 'build', priority: 'low' },
  );
  client.middlewareStack.add(
    (next) => (args) => {
      headers = (args.request as { headers: Record<string, string> }).headers;
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await expect(client.send(new DescribeConfigRulesCommand({}))).rejects.toThrow();
  expect((await sendRaw(headers, form)).body).toContain('<Code>InvalidAction<');
});

test('a clock may be off by less than five minutes', async () => {
  const off = (minutes: number) => rules(signedBy(aws.credentials, { systemClockOffset: minutes * 60_000 }));
  await expect(off(-6)).rejects.toThrow('Signature expired');
  await expect(off(6)).rejects.toThrow('Signature not yet current');
  await off(-4);
  await off(4);
});

test('a role is assumed with the base credentials, and its session reads its own account', async () => {
  const credentials = fromTemporaryCredentials({
    masterCredentials: aws.credentials,
    clientConfig: { region: home, endpoint: aws.url },
    params: { RoleArn: `arn:aws:iam::${accounts.payments}:role/path/Audit`, RoleSessionName: 'reader' },
  });
  expect(await identity(signedBy(credentials))).toMatchObject({
    Account: accounts.payments,
    Arn: `arn:aws:sts::${accounts.payments}:assumed-role/Audit/reader`,
  });
  const { ConfigRules } = await rules(signedBy(credentials));
  expect(ConfigRules).toHaveLength(1);
});

test('a role that does not trust the caller, an unknown account and a bad request are refused', async () => {
  const denied = assume(`arn:aws:iam::${accounts.payments}:role/AuditDenied`);
  expect(await denied.catch(nameOf)).toBe('AccessDenied 403');
  const outside = assume('arn:aws:iam::555555555555:role/Audit');
  expect(await outside.catch(nameOf)).toBe('AccessDenied 403');
  const short = assume(`arn:aws:iam::${accounts.payments}:role/Audit`, { DurationSeconds: 60 });
  expect(await short.catch(nameOf)).toBe('ValidationError 400');
  const nowhere = assume('arn:aws:iam::payments:user/unknown');
  expect(await nowhere.catch(nameOf)).toBe('ValidationError 400');
});

test('throttled calls are tried again by the SDK', async () => {
  const settings = signedBy(aws.credentials, { maxAttempts: 3 });
  aws.faults.throttleNext(2);
  const { $metadata } = await rules(settings);
  expect($metadata.attempts).toBe(3);
  expect(aws.calls.get('config:DescribeConfigRules')).toBe(3);
});

test('a throttled call that is not tried again has its own name in each service', async () => {
  aws.faults.throttleNext(5);
  const throttles = await refusals(signedBy(aws.credentials));
  expect(throttles).toEqual([
    'ThrottlingException 400',
    'TooManyRequestsException 400',
    'TooManyRequestsException 429',
    'Throttling 400',
    'Throttling 400',
  ]);
});

test('a denied account is denied only in that region, and STS still responds', async () => {
  aws.faults.deny(accounts.payments, home);
  const settings = signedBy(aws.credentialsOf(accounts.payments));
  expect(await refusals(settings)).toEqual([
    'AccessDeniedException 400',
    'AccessDeniedException 400',
    'AccessDeniedException 403',
    'AccessDenied 403',
    'answered',
  ]);
  await rules({ ...settings, region: 'us-east-1' });
  aws.faults.allow(accounts.payments, home);
  await rules(settings);
});

test('an unreachable AWS cuts the connection, and becomes reachable again', async () => {
  aws.faults.unreachable(true);
  await expect(rules(signedBy(aws.credentials))).rejects.toMatchObject({ code: 'ECONNRESET' });
  aws.faults.unreachable(false);
  await rules(signedBy(aws.credentials));
});

test('a slow AWS responds late', async () => {
  aws.faults.slow(150);
  const started = performance.now();
  await rules(signedBy(aws.credentials));
  expect(performance.now() - started).toBeGreaterThan(140);
});

test('an unknown operation is refused as unknown', async () => {
  const unknown = new ConfigServiceClient(signedBy(aws.credentials));
  unknown.middlewareStack.add(
    (next) => async (args) => {
      const sent = args.request as { headers: Record<string, string> };
      sent.headers['x-amz-target'] = 'StarlingDoveService.DeleteConfigRule';
      return next(args);
    },
    { step: 'build' },
  );
  expect(await unknown.send(new DescribeConfigRulesCommand({})).catch(nameOf)).toBe(
    'UnknownOperationException 400',
  );
});
