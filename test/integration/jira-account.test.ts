import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  checkJira,
  getJiraInUse,
  type JiraAccount,
  type JiraInUse,
  signOutOfJira,
} from '#protocol/account.ts';
import type { Settings } from '#protocol/settings.ts';
import { getStatus } from '#protocol/status.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openWindow } from '../support/window.ts';

let sandbox: Sandbox;
let cleanup: Cleanup;
beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  cleanup = createCleanup();
});
afterEach(() => cleanup.run());

const none = {
  GUARDRAIL_JIRA_SITE: undefined,
  GUARDRAIL_JIRA_EMAIL: undefined,
  GUARDRAIL_JIRA_TOKEN: undefined,
  GUARDRAIL_JIRA_PROJECT: undefined,
};

async function window(env: Record<string, string | undefined>, settings: Settings = {}) {
  const daemon = await startDaemon(sandbox, { env: { ...none, ...env } });
  cleanup.add(() => daemon.close());
  const { connection, close } = await openWindow(daemon.context.place, { settings });
  cleanup.add(async () => close());
  return <Result>({ method }: { method: string }, params: object = {}) =>
    connection.sendRequest<Result>(method, params);
}

it('a valid sign-in returns the person’s name and the kind of the site, in one request each', async () => {
  const ask = await window({ GUARDRAIL_TEAM: undefined });
  const { jira: site, jiraAuth } = sandbox.hello;
  const before = sandbox.jira.requests;
  expect(await ask<JiraAccount>(checkJira, { site: `${site}/`, ...jiraAuth })).toEqual({
    site,
    name: 'Sandbox Developer',
    kind: 'cloud',
  });
  expect(sandbox.jira.requests - before).toBe(2);
});

it.each([
  ['a wrong token', () => ({ token: 'wrong' }), /refused the Jira token/],
  ['another person’s e-mail address', () => ({ email: 'other@example.com' }), /refused the Jira token/],
  ['a site that is not Jira', () => ({ site: sandbox.hello.aws }), /Jira/],
  ['a site without https', () => ({ site: 'http://example.com' }), /cannot send a token to the Jira site/],
])('%s is refused with Jira’s reason, and nothing of it is stored', async (_, wrong, message) => {
  const ask = await window({});
  const typed = { site: sandbox.hello.jira, ...sandbox.hello.jiraAuth, ...wrong() };
  await expect(ask(checkJira, typed)).rejects.toThrow(message);
  expect(await ask<JiraInUse>(getJiraInUse)).toEqual({});
  expect(await ask(getStatus)).toMatchObject({ problems: [{ code: 'jira-missing' }] });
});

it('the status reports the source of each value, and never returns a token', async () => {
  const { jira: site, jiraAuth, project } = sandbox.hello;
  const env = { GUARDRAIL_JIRA_SITE: site, GUARDRAIL_JIRA_PROJECT: project };
  const ask = await window(env, { jira: { ...jiraAuth, tokenSite: site } });
  expect(await ask<JiraInUse>(getJiraInUse)).toEqual({
    site: { value: site, source: 'environment' },
    project: { value: project, source: 'environment' },
    email: { value: jiraAuth.email, source: 'editor' },
    token: { source: 'editor' },
  });
});

it('signing out reports whether the environment still signs in', async () => {
  const { jira: site, jiraAuth } = sandbox.hello;
  const own = await window({}, { jira: { site, ...jiraAuth } });
  expect(await own<JiraInUse>(signOutOfJira)).not.toHaveProperty('token');
  const given = await window({ GUARDRAIL_JIRA_SITE: site, GUARDRAIL_JIRA_TOKEN: jiraAuth.token });
  expect(await given<JiraInUse>(signOutOfJira)).toHaveProperty('token', { source: 'environment' });
});
