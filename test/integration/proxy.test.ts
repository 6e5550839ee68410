import { afterEach, beforeEach, expect, it } from 'vitest';
import { startProxy } from '../support/proxy.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

let proxy: Awaited<ReturnType<typeof startProxy>>;
let terminal: Terminal;
beforeEach(async () => {
  proxy = await startProxy();
  // These hosts do not exist: the test is about the proxy that is asked for them.
  terminal = openTerminal({
    hello: {
      aws: 'https://aws.guardrail.invalid',
      jira: 'https://jira.guardrail.invalid',
      jiraKind: 'cloud' as const,
      team: 'payments',
      project: 'PAY',
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret-of-a-test' },
      jiraAuth: { email: 'dev@example.com', token: 'token-of-a-test' },
      workspace: '',
    },
  });
});
afterEach(async () => {
  await terminal.close();
  proxy.close();
});

it('the built program reaches AWS and Jira through the proxy of its environment', async () => {
  const { code } = await terminal.run(['sync'], { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url });

  expect(code).toBe(1);
  expect([...proxy.seen].sort()).toEqual(['aws.guardrail.invalid:443', 'jira.guardrail.invalid:443']);
}, 60_000);

it('the built program names a proxy that it cannot use, without its password', async () => {
  const { code, stderr } = await terminal.run(['sync'], { HTTPS_PROXY: 'socks5://mika:hunter2@127.0.0.1:9' });

  expect(code).toBe(1);
  expect(
    stderr.match(/The proxy in HTTPS_PROXY cannot be used: Guardrail does not support SOCKS/g),
  ).toHaveLength(1);
  expect(stderr).not.toContain('hunter2');
  expect([...proxy.seen]).toEqual([]);
});
