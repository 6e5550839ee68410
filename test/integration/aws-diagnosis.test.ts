import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import path from 'node:path';
import { DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AwsAccess } from '../../daemon/domain/accounts/access.ts';
import type { Problem } from '../../daemon/domain/problems/problem.ts';
import { openAws } from '../../daemon/integrations/aws/connection/clients.ts';
import { problemOf } from '../../daemon/integrations/aws/connection/errors.ts';
import { sayProblem } from '../../daemon/server/texts/say.ts';
import { type AwsFolder, inMinutes, openAwsFolder } from '../support/aws-files.ts';
import { english } from '../support/english.ts';

/** The problems that users see, from real profile files and real servers through the real SDK. */

let files: AwsFolder;
const closings: (() => void)[] = [];

beforeEach(() => {
  files = openAwsFolder();
});
afterEach(() => {
  vi.unstubAllEnvs();
  files.remove();
  for (const close of closings.splice(0)) close();
});

async function listen<S extends Server & { closeAllConnections(): void }>(server: S): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Resolves to the problem of one call to Config. Without an endpoint nothing is sent, because the host does not exist. */
async function problemWith(access: AwsAccess = {}): Promise<Problem> {
  const aws = openAws({ region: 'eu-west-1', endpoint: 'http://127.0.0.1:9', ...access }, () => {});
  const failure = await aws.base
    .config('eu-west-1')
    .send(new DescribeConfigRulesCommand({}))
    .then(
      () => new Error('It succeeded.'),
      (error: unknown) => error,
    );
  aws.close();
  return problemOf(failure, access.profile === undefined ? {} : { profile: access.profile });
}

/** Checks that the texts have one line, no message of the SDK for developers, and a Japanese version. */
function expectPlain(problem: Problem): void {
  expect(english(problem)).not.toMatch(/callback|\$response|Deserialization|Unexpected token|undefined|\n/);
  expect(sayProblem(problem, 'ja')).toMatch(/[ぁ-ん]/);
}

const session =
  '[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = https://corp.awsapps.com/start\n';
const sso = `[profile shop]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Audit\n${session}`;
const roleFrom = (source: string, more = '') =>
  `[profile shop]\nrole_arn = arn:aws:iam::111122223333:role/Read\nsource_profile = ${source}\n${more}`;
const tool = (command: string) => `[profile shop]\ncredential_process = sh -c '${command}'\n`;

describe('a profile that cannot be used', () => {
  test.each<[string, string, string, RegExp, RegExp]>([
    [
      'needs MFA',
      roleFrom(
        'keys',
        'mfa_serial = arn:aws:iam::1:mfa/me\n[profile keys]\naws_access_key_id = A\naws_secret_access_key = s\n',
      ),
      'aws-mfa-needed',
      /profile shop needs a code of your MFA device/,
      /aws sso login/,
    ],
    [
      'uses a role of a profile that needs MFA',
      roleFrom(
        'inner',
        '[profile inner]\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = keys\nmfa_serial = arn:aws:iam::1:mfa/me\n[profile keys]\naws_access_key_id = A\naws_secret_access_key = s\n',
      ),
      'aws-mfa-needed',
      /profile inner needs/,
      /choose/i,
    ],
    [
      'does not exist',
      '[profile shops]\nregion = eu-west-1\n',
      'aws-profile-missing',
      /no profile "shop"/,
      /Did you mean: shops\?/,
    ],
    [
      'takes its credentials from a profile that does not exist',
      roleFrom('corp-base'),
      'aws-profile-missing',
      /profile shop takes its credentials from the profile "corp-base"/,
      /aws configure sso/,
    ],
    [
      'takes its credentials from a profile without credentials',
      roleFrom('empty', '[profile empty]\nregion = eu-west-1\n'),
      'aws-credentials-missing',
      /profile empty contains no credentials/,
      /aws configure sso --profile empty/,
    ],
    [
      'is its own source through another profile',
      roleFrom('b', '[profile b]\nrole_arn = arn:aws:iam::1:role/B\nsource_profile = shop\n'),
      'aws-profile-circle',
      /circle: b → shop → b/,
      /source_profile/,
    ],
    ['is its own source', roleFrom('shop'), 'aws-profile-circle', /circle: shop → shop/, /source_profile/],
    [
      'names an SSO session that does not exist',
      sso.replace(session, ''),
      'aws-sso-incomplete',
      /no section \[sso-session corp\]/,
      /aws configure sso-session/,
    ],
    [
      'lacks settings of SSO',
      sso.replace('sso_role_name = Audit\n', ''),
      'aws-sso-incomplete',
      /profile shop lack sso_role_name/,
      /aws configure sso --profile shop/,
    ],
    [
      'never signed in',
      sso,
      'aws-session-expired',
      /not signed in to AWS with the profile shop/,
      /aws sso login --profile shop/,
    ],
    [
      'has a process that fails',
      tool('echo "first: the vault is locked" >&2; echo second >&2; exit 3'),
      'aws-credential-process-failed',
      /credential_process of the AWS profile shop failed: first: the vault is locked\. /,
      /aws sts get-caller-identity --profile shop/,
    ],
    [
      'has a process that fails without output',
      tool('exit 3'),
      'aws-credential-process-failed',
      /failed without a message/,
      /in a terminal/,
    ],
    [
      'has a process that prints something else',
      tool('echo Enter your PIN:'),
      'aws-credential-process-failed',
      /invalid JSON/,
      /in a terminal/,
    ],
    [
      'reads a web identity that does not exist',
      '[profile shop]\nrole_arn = arn:aws:iam::1:role/A\nweb_identity_token_file = /nowhere/token\n',
      'aws-credentials-failed',
      /\/nowhere\/token/,
      /aws sts get-caller-identity/,
    ],
    [
      'uses a role of an SSO profile that never signed in',
      roleFrom('base', sso.replace('profile shop', 'profile base')),
      'aws-session-expired',
      /profile base/,
      /aws sso login --profile base/,
    ],
  ])('%s', async (_, config, code, what, next) => {
    files.config(config);
    const problem = await problemWith({ profile: 'shop' });
    expectPlain(problem);
    expect({ code: problem.code, what: english(problem), next: english(problem) }).toEqual({
      code,
      what: expect.stringMatching(what),
      next: expect.stringMatching(next),
    });
  });

  test('missing credentials are reported as such', async () => {
    const problem = await problemWith();
    expectPlain(problem);
    expect(problem.code).toBe('aws-credentials-missing');
    expect(english(problem)).toMatch(/not in the environment/);
  });

  test('a failing process keeps its secrets', async () => {
    files.config(
      tool(
        'echo "token=abcDEF123456 AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1 for me" >&2; exit 1; : hunter2',
      ),
    );
    const text = english(await problemWith({ profile: 'shop' }));
    expect(text).toContain('for me');
    expect(text).not.toMatch(/abcDEF|AKIA|wJalr|hunter2/);
  });
});

const respond =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);
const json = { 'content-type': 'application/json' };
const page = '<!DOCTYPE html><html><body>Sign in to the hotel network</body></html>';

describe("SSO's portal", () => {
  test.each<[string, (response: ServerResponse) => void, string, RegExp]>([
    [
      'no longer knows the session',
      respond(
        401,
        '{"message":"Session token not found or invalid","__type":"com.amazonaws.switchboard.portal#UnauthorizedException"}',
        json,
      ),
      'aws-session-expired',
      /not signed in to AWS with the profile shop/,
    ],
    [
      'does not give the role',
      respond(
        403,
        '{"message":"No access","__type":"com.amazonaws.switchboard.portal#ForbiddenException"}',
        json,
      ),
      'aws-access-denied',
      /does not give you the account and role of the profile shop/,
    ],
    ['fails', respond(500, '{"message":"oops"}', json), 'aws-failed', /HTTP 500/],
    ['is a hotel network', respond(200, page), 'aws-answer-foreign', /web page \(HTTP 200\) came instead/],
    ['is a failing proxy', respond(503, 'upstream connect error'), 'aws-answer-foreign', /HTTP 503/],
    [
      'cuts the connection',
      (response) => void response.destroy(),
      'aws-unreachable',
      /127\.0\.0\.1.*ECONNRESET/,
    ],
  ])('%s', async (_, answer, code, what) => {
    files.config(sso);
    files.ssoToken('corp', { accessToken: 't', expiresAt: inMinutes(60) });
    const port = await listen(createServer((_request, response) => answer(response)));
    const problem = await problemWith({ profile: 'shop', endpoint: `http://127.0.0.1:${port}` });
    expectPlain(problem);
    expect({ code: problem.code, what: english(problem) }).toEqual({
      code,
      what: expect.stringMatching(what),
    });
  });
});

describe('a server instead of AWS', () => {
  const amz = { 'content-type': 'application/x-amz-json-1.1' };
  test.each<[string, (response: ServerResponse) => void, string, RegExp]>([
    [
      'a hotel network',
      respond(200, page),
      'aws-answer-foreign',
      /web page \(HTTP 200\) came instead of a response of 127\.0\.0\.1/,
    ],
    [
      'a hotel network that redirects its guests',
      respond(302, '', { location: 'https://hotel.example' }),
      'aws-answer-foreign',
      /HTTP 302/,
    ],
    ['a proxy that fails with a page', respond(503, page), 'aws-answer-foreign', /web page \(HTTP 503\)/],
    [
      'a proxy that fails with a text',
      respond(502, 'upstream connect error', { 'content-type': 'text/plain' }),
      'aws-answer-foreign',
      /HTTP 502/,
    ],
    ['a proxy that fails without a body', respond(504, ''), 'aws-answer-foreign', /HTTP 504/],
    ['a proxy that forbids', respond(403, page), 'aws-answer-foreign', /web page \(HTTP 403\)/],
    [
      'a response that was cut',
      respond(200, '{"ConfigRules":[{"ConfigRule', amz),
      'aws-answer-unreadable',
      /config:DescribeConfigRules.* cannot be read/,
    ],
    [
      'a response in another form',
      respond(200, '{"ConfigRules":{"a":1}}', amz),
      'aws-answer-unreadable',
      /cannot be read/,
    ],
    [
      'compressed bytes without a request for them',
      respond(200, '\u001f\u008b\u0008', amz),
      'aws-answer-foreign',
      /HTTP 200/,
    ],
    [
      'a failure of AWS itself',
      respond(500, '{"__type":"InternalFailure","message":"oops"}', amz),
      'aws-failed',
      /\(HTTP 500\): InternalFailure: oops/,
    ],
    [
      'a clock that differs',
      respond(403, '{"__type":"RequestTimeTooSkewed","message":"skewed"}', amz),
      'aws-clock-skewed',
      /clock differs/,
    ],
    [
      'a clock that is late',
      respond(
        400,
        '{"__type":"InvalidSignatureException","message":"Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z"}',
        amz,
      ),
      'aws-clock-skewed',
      /clock differs/,
    ],
  ])('%s', async (_, answer, code, what) => {
    files.credentials('[default]\naws_access_key_id = A\naws_secret_access_key = s\n');
    const port = await listen(createServer((_request, response) => answer(response)));
    const problem = await problemWith({ endpoint: `http://127.0.0.1:${port}` });
    expectPlain(problem);
    expect({ code: problem.code, what: english(problem) }).toEqual({
      code,
      what: expect.stringMatching(what),
    });
  });

  test.each([
    [407, 'aws-proxy-refused', /proxy requires a user and a password.*HTTP 407/, /HTTPS_PROXY/],
    [403, 'aws-answer-foreign', /HTTP 403/, /check the proxy/],
  ])('a proxy that responds with %i', async (status, code, what, next) => {
    files.credentials('[default]\naws_access_key_id = A\naws_secret_access_key = s\n');
    const server = createServer().on('connect', (_request, socket) => {
      socket.end(
        `HTTP/1.1 ${status} No\r\ncontent-type: text/html\r\ncontent-length: ${page.length}\r\n\r\n${page}`,
      );
    });
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listen(server)}`);
    const problem = await problemWith({ endpoint: 'https://config.example.com' });
    expectPlain(problem);
    expect({ code: problem.code, what: english(problem), next: english(problem) }).toEqual({
      code,
      what: expect.stringMatching(what),
      next: expect.stringMatching(next),
    });
  });

  test.skipIf(!hasOpenssl())('a certificate that this machine does not trust', async () => {
    files.credentials('[default]\naws_access_key_id = A\naws_secret_access_key = s\n');
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(files.folder, name)) as [
      string,
      string,
    ];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-days',
        '1',
        '-subj',
        '/CN=proxy of a company',
      ],
      { stdio: 'ignore' },
    );
    const port = await listen(createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }));
    const problem = await problemWith({ endpoint: `https://127.0.0.1:${port}` });
    expectPlain(problem);
    expect(english(problem)).toMatch(
      /certificate of 127\.0\.0\.1.* is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
    );
    expect(english(problem)).toContain('NODE_EXTRA_CA_CERTS');
  });
});

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
