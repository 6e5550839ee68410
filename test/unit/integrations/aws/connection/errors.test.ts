import { describe, expect, test } from 'vitest';
import { problem as problemWith } from '../../../../../daemon/domain/problems/problem.ts';
import { safeEndpoint } from '../../../../../daemon/integrations/aws/connection/endpoint.ts';
import { CallFailed, problemOf } from '../../../../../daemon/integrations/aws/connection/errors.ts';
import { sayProblem } from '../../../../../daemon/server/texts/say.ts';
import { english } from '../../../../support/english.ts';
import { awsError } from '../fake-client.ts';

const failed = (name: string, message = '') =>
  new CallFailed('config', 'SelectResourceConfig', awsError(name, message));
const network = (code: string) =>
  new CallFailed(
    'config',
    'SelectResourceConfig',
    Object.assign(new Error('connect'), { code, address: '10.0.0.1', port: 443 }),
  );

describe('a failed call', () => {
  test.each([
    ['ExpiredTokenException', '', 'aws-session-expired'],
    ['ExpiredToken', '', 'aws-session-expired'],
    [
      'CredentialsProviderError',
      'The SSO session associated with this profile has expired.',
      'aws-session-expired',
    ],
    ['TokenProviderError', 'Token is expired', 'aws-session-expired'],
    ['CredentialsProviderError', 'Could not load credentials from any providers', 'aws-credentials-missing'],
    ['UnrecognizedClientException', '', 'aws-credentials-refused'],
    ['InvalidClientTokenId', '', 'aws-credentials-refused'],
    ['SignatureDoesNotMatch', '', 'aws-credentials-refused'],
    ['AccessDeniedException', '', 'aws-access-denied'],
    ['AccessDenied', '', 'aws-access-denied'],
    ['ThrottlingException', '', 'aws-throttled'],
    ['TooManyRequestsException', '', 'aws-throttled'],
    ['TimeoutError', '', 'aws-unreachable'],
    ['InternalFailure', 'oops', 'aws-failed'],
  ])('%s (%s) is %s', (name, message, code) => {
    expect(problemOf(failed(name, message)).code).toBe(code);
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'])('%s names the host', (code) => {
    const problem = problemOf(network(code));
    expect(problem.code).toBe('aws-unreachable');
    expect(problem.facts).toMatchObject({ host: '10.0.0.1:443' });
  });

  test('an expired session names the command that renews it', () => {
    const problem = problemOf(failed('ExpiredTokenException'), { profile: 'shop-dev' });
    expect(sayProblem(problem, 'en')).toContain('aws sso login --profile shop-dev');
    expect(sayProblem(problem, 'ja')).toContain('aws sso login --profile shop-dev');
  });

  test('a denied call names the missing permission, with account and region', () => {
    const problem = problemOf(failed('AccessDeniedException'), {
      account: '111122223333',
      region: 'eu-west-1',
    });
    expect(problem.facts).toMatchObject({ permission: 'config:SelectResourceConfig' });
    expect(english(problem)).toContain('111122223333, eu-west-1');
  });

  test('a problem of a refused signature contains no part of the request that AWS quotes', () => {
    const problem = problemOf(failed('InvalidSignatureException', 'x-amz-security-token:SECRETSECRET'));
    expect(
      JSON.stringify([problem.facts, english(problem), problem.message, problem.stack, problem.cause]),
    ).not.toContain('SECRET');
  });

  test('a problem is returned as it is; a bug is thrown', () => {
    const problem = problemWith('aws-clock-skewed', {});
    expect(problemOf(problem)).toBe(problem);
    expect(() => problemOf(new TypeError('bug'))).toThrow(TypeError);
  });
});

describe('an endpoint', () => {
  test.each(['https://aws.example.com', 'http://127.0.0.1:4566', 'http://localhost:1', 'http://[::1]:8080'])(
    '%s may have credentials',
    (endpoint) => {
      expect(safeEndpoint(endpoint)).toContain(endpoint);
    },
  );

  test.each([
    'http://aws.example.com',
    'http://127.0.0.1.evil.com',
    'ftp://localhost',
    'localhost:1',
    '',
    'https://user:hunter2@host',
  ])('%s may not', (endpoint) => {
    expect(() => safeEndpoint(endpoint)).toThrow(expect.objectContaining({ code: 'aws-endpoint-invalid' }));
    expect(() => safeEndpoint(endpoint)).not.toThrow(/hunter2/);
  });
});
