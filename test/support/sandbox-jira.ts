import { createCloudClient } from 'jira.js';
import { expect } from 'vitest';
import { type JiraOptions, startJira } from '../../daemon/sandbox/jira/server.ts';
import type { Issue } from '../../daemon/sandbox/model.ts';
import type { WorkflowName } from '../../daemon/sandbox/world/workflows.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';

/** The user of `openSandboxJira`. */
export const account = { email: 'mika@example.com', token: 'sandbox-token-2' };

export type SandboxJira = Awaited<ReturnType<typeof openSandboxJira>>;

/**
 * Starts the sandbox's Jira, by default Jira Cloud, with 600 issues of three projects, for tests of its HTTP interface. The
 * caller closes `jira`.
 */
export async function openSandboxJira(workflow: WorkflowName = 'simple', options: Partial<JiraOptions> = {}) {
  const world = createWorld({
    seed: 7,
    accounts: 9,
    teams: 3,
    regions: 3,
    findings: 600,
    workflow,
    hostile: true,
  });
  const jira = await startJira(world, { ...account, ...options });

  /** Returns a client that applies Atlassian's published schemas, by an independent library. */
  const strict = () =>
    createCloudClient({
      host: jira.url,
      auth: { type: 'basic', email: account.email, apiToken: account.token },
      onSchemaMismatch: 'throw',
    });

  /** Sends one request. With a body, the default method is POST. */
  async function ask(path: string, init: { method?: string; body?: unknown; token?: string } = {}) {
    const { method = init.body === undefined ? 'GET' : 'POST', body, token = account.token } = init;
    const response = await fetch(jira.url + path, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from(`${account.email}:${token}`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  }

  const search = (jql: string, rest: object = {}) =>
    ask('/rest/api/3/search/jql', { body: { jql, fields: ['key'], ...rest } });

  return {
    world,
    jira,
    strict,
    ask,
    search,
    /** Resolves to the keys of the issues that a query finds. */
    async keysOf(jql: string): Promise<string[]> {
      const { status, json } = await search(jql, { maxResults: 5000 });
      expect(status).toBe(200);
      return json.issues.map(({ key }: { key: string }) => key);
    },
    /** Returns the sorted keys of the world's issues that pass the test. */
    keysWhere: (test: (issue: Issue) => boolean) =>
      world.issues
        .filter(test)
        .map(({ key }) => key)
        .toSorted(),
    /** Returns an issue with this status. */
    issueAt(status: Issue['status'], project = 'PAY'): Issue {
      const found = world.issues.find((issue) => issue.status === status && issue.project === project);
      if (!found) throw new Error(`no issue at ${status}`);
      return found;
    },
  };
}
