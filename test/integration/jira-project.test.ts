import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type JiraProjects, listJiraProjects } from '#protocol/account.ts';
import { listFindings } from '#protocol/findings.ts';
import type { RequestMessage } from '#protocol/message.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { type Settings, settingsChanged } from '#protocol/settings.ts';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { listTickets } from '#protocol/tickets.ts';
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

async function start(env: Record<string, string | undefined>, configFile?: string) {
  const daemon = await startDaemon(sandbox, { env, ...(configFile !== undefined && { configFile }) });
  cleanup.add(() => daemon.close());
  const { connection, close } = await openWindow(daemon.context.place, {});
  cleanup.add(async () => close());
  return {
    request: <Params, Result>({ method }: RequestMessage<Params, Result>, params: Params) =>
      connection.sendRequest<Result>(method, params),
    tell: (settings: Settings) => connection.sendNotification(settingsChanged.method, settings),
  };
}
type Client = Awaited<ReturnType<typeof start>>;

async function shown(client: Client) {
  const { tickets } = await client.request(runSync, {});
  const listed = (await client.request(listTickets, {})).tickets;
  const { problems, complete } = await client.request(getStatus, {});
  return {
    total: tickets.total,
    changed: tickets.changed,
    projects: new Set(listed.map(({ key }) => key.replace(/-\d+$/, ''))),
    listed,
    problems: problems.map(({ code }) => code),
    complete,
  };
}

const labelled = () => sandbox.world.issues.filter(({ labels }) => labels.includes('guardrail'));

describe('which tickets are shown', () => {
  it('without a project: only those of the team, with a warning that does not stop anything', async () => {
    const { project } = sandbox.hello;
    expect(new Set(labelled().map((issue) => issue.project)).size).toBeGreaterThan(1);
    const client = await start({ GUARDRAIL_JIRA_PROJECT: undefined });

    const { listed, total, changed, projects, problems, complete } = await shown(client);

    expect(projects).toEqual(new Set([project]));
    expect(listed.length).toBeGreaterThan(10);
    expect([total, changed]).toEqual([listed.length, listed.length]);
    for (const { finding, match } of listed)
      expect({ finding, match }).toMatchObject({ finding: expect.any(String) });
    expect(problems).toEqual(['jira-project-missing']);
    expect(complete).toBe(true);
    const { findings } = await client.request(listFindings, {});
    const own = new Set(listed.map(({ key }) => key));
    for (const { ticket } of findings) if (ticket) expect(own).toContain(ticket.key);

    const todo = listed.find(({ state }) => state === 'todo');
    const review = { ticket: todo?.key ?? '', outcome: 'fixed', reason: 'Deployed.' } as const;
    expect(await client.request(reviewTicket, review)).toMatchObject({ result: 'confirmed' });
  });

  it('with “*”: all labelled tickets, of every team, without a warning', async () => {
    const client = await start({ GUARDRAIL_JIRA_PROJECT: '*' });
    const { listed, problems, complete } = await shown(client);
    expect(listed.map(({ key }) => key).sort()).toEqual(
      labelled()
        .map(({ key }) => key)
        .sort(),
    );
    expect({ problems, complete }).toEqual({ problems: [], complete: true });
  });

  it('with several projects: their tickets, and none of others', async () => {
    const keys = sandbox.world.projects.map(({ key }) => key).slice(0, 2);
    const client = await start({ GUARDRAIL_JIRA_PROJECT: keys.join(', ') });
    const { listed, problems } = await shown(client);
    const expected = sandbox.world.issues.filter(({ project }) => keys.includes(project));
    expect(listed.map(({ key }) => key).sort()).toEqual(expected.map(({ key }) => key).sort());
    expect(problems).toEqual([]);
  });

  it('with the team’s JQL: the tickets that meet it; if Jira refuses it, its own sentence', async () => {
    const configFile = (jql: string) => {
      const file = path.join(cleanup.folder('jql'), 'config.yaml');
      writeFileSync(file, JSON.stringify({ jira: { jql } }));
      return file;
    };
    const project = undefined;
    const status = `status = ${JSON.stringify(sandbox.world.projects[0]?.statuses.done.name)}`;
    const jql = `project = ${sandbox.hello.project} AND ${status} ORDER BY created DESC`;
    const client = await start({ GUARDRAIL_JIRA_PROJECT: project }, configFile(jql));
    const { listed, problems } = await shown(client);
    expect(listed.length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
    for (const { state } of listed) expect(state).toBe('done');

    const other = await start({ GUARDRAIL_JIRA_PROJECT: project }, configFile('nosuchfield = 1'));
    await expect(other.request(runSync, {})).rejects.toThrow(
      /does not accept the configured JQL: .*nosuchfield/,
    );
  });

  it('depends on the window, which chooses one project and then all', async () => {
    const client = await start({ GUARDRAIL_JIRA_PROJECT: undefined });
    const { project } = sandbox.hello;
    const before = await shown(client);
    await client.tell({ jira: { project } });
    const chosen = await shown(client);
    expect(chosen.projects).toEqual(new Set([project]));
    expect(chosen.listed.length).toBeGreaterThanOrEqual(before.listed.length);
    expect(chosen.problems).toEqual([]);
    await client.tell({ jira: { project: '*' } });
    expect((await shown(client)).projects.size).toBeGreaterThan(1);
  });
});

describe('the projects to choose from', () => {
  const listed = () =>
    sandbox.world.projects.map(({ key, name }) => ({ key, name })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const none = {
    GUARDRAIL_JIRA_SITE: undefined,
    GUARDRAIL_JIRA_EMAIL: undefined,
    GUARDRAIL_JIRA_TOKEN: undefined,
  };

  it('are those of the account in use', async () => {
    const client = await start({});
    expect(await client.request(listJiraProjects, {})).toEqual({ projects: listed(), more: false });
  });

  it('are those of an account that was typed and is not stored', async () => {
    const client = await start(none);
    const { jira: site, jiraAuth } = sandbox.hello;
    const { projects }: JiraProjects = await client.request(listJiraProjects, { site, ...jiraAuth });
    expect(projects).toEqual(listed());
    const { problems } = await client.request(getStatus, {});
    expect(problems.map(({ code }) => code)).toContain('jira-missing');
  });

  it('require an account that Jira accepts', async () => {
    const client = await start(none);
    await expect(client.request(listJiraProjects, {})).rejects.toMatchObject({
      data: { code: 'jira-missing' },
    });
    const { jira: site, jiraAuth } = sandbox.hello;
    const wrong = { site, ...jiraAuth, token: 'wrong' };
    await expect(client.request(listJiraProjects, wrong)).rejects.toMatchObject({
      data: { code: 'jira-token-refused' },
    });
  });

  it('are read page by page', async () => {
    const { jira: site, jiraAuth } = sandbox.hello;
    const headers = {
      Authorization: `Basic ${Buffer.from(`${jiraAuth.email}:${jiraAuth.token}`).toString('base64')}`,
    };
    const keys: string[] = [];
    for (let startAt = 0, isLast = false; !isLast; startAt++) {
      const query = `?startAt=${startAt}&maxResults=1`;
      const page = (await (await fetch(`${site}/rest/api/3/project/search${query}`, { headers })).json()) as {
        values: { key: string }[];
        isLast: boolean;
      };
      keys.push(...page.values.map(({ key }) => key));
      isLast = page.isLast;
    }
    expect(keys).toEqual(listed().map(({ key }) => key));
  });
});
