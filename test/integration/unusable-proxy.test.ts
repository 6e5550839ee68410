import { inspect } from 'node:util';
import { DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AwsAccess } from '../../daemon/domain/accounts/access.ts';
import { openAws } from '../../daemon/integrations/aws/connection/clients.ts';
import { problemOf } from '../../daemon/integrations/aws/connection/errors.ts';
import { type AwsFolder, openAwsFolder } from '../support/aws-files.ts';

/** The real SDK with proxies that it cannot use. No request is sent. `network.test.ts` has the same for Jira. */

let files: AwsFolder;
beforeEach(() => {
  files = openAwsFolder();
});
afterEach(() => {
  vi.unstubAllEnvs();
  files.remove();
});

async function problemWith(access: AwsAccess) {
  const aws = openAws({ region: 'eu-west-1', ...access }, () => {});
  const failure = await aws.base
    .config('eu-west-1')
    .send(new DescribeConfigRulesCommand({}))
    .then(
      () => new Error('It succeeded.'),
      (error: unknown) => error,
    );
  aws.close();
  return problemOf(failure);
}

test.each([
  ['HTTPS_PROXY', 'proxy.example:8080', 'no-scheme'],
  ['HTTPS_PROXY', 'socks5://mika:hunter2@127.0.0.1:9', 'socks'],
  ['all_proxy', 'socks5://127.0.0.1:9', 'socks'],
  ['https_proxy', 'pac+http://127.0.0.1:9/proxy.pac', 'script'],
  ['HTTPS_PROXY', 'http://mika:hunter2%@127.0.0.1:9', 'malformed'],
])('a call to AWS reports %s=%s', async (setting, address, fault) => {
  files.credentials('[default]\naws_access_key_id = A\naws_secret_access_key = s\n');
  vi.stubEnv(setting, address);
  const problem = await problemWith({ endpoint: 'https://config.example.com' });
  expect(problem).toMatchObject({ code: 'proxy-unusable', facts: { setting, fault } });
  expect(inspect(problem, { depth: 9 })).not.toContain('hunter2');
});

test('a proxy that cannot be used is also reported if credentials are fetched through it', async () => {
  files.config(
    '[profile web]\nrole_arn = arn:aws:iam::111122223333:role/r\nweb_identity_token_file = /dev/null\n',
  );
  vi.stubEnv('HTTPS_PROXY', 'socks5://127.0.0.1:9');
  const problem = await problemWith({ profile: 'web', endpoint: 'https://sts.example.com' });
  expect(problem).toMatchObject({ code: 'proxy-unusable', facts: { setting: 'HTTPS_PROXY' } });
});
