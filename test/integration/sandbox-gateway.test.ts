import { createAgileClient, createCloudClient } from 'jira.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allScopes } from '../../daemon/sandbox/jira/cloud/gateway.ts';
import { account, openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

let site: SandboxJira;
let address: string;
beforeAll(async () => {
  site = await openSandboxJira('simple', { kind: 'scoped' });
  address = await gatewayOf(site);
});
afterAll(() => site.jira.close());

/** Resolves to the site's address on the gateway, as a client finds it: without signing in. */
async function gatewayOf({ jira }: SandboxJira): Promise<string> {
  const { cloudId } = (await (await fetch(`${jira.url}/_edge/tenant_info`)).json()) as { cloudId: string };
  return `${jira.gateway}/ex/jira/${cloudId}`;
}

const authorization = `Basic ${Buffer.from(`${account.email}:${account.token}`).toString('base64')}`;

async function get(url: string, header = authorization) {
  const response = await fetch(url, { headers: { Authorization: header } });
  return { status: response.status, json: (await response.json()) as unknown };
}

const strict = (host: string) => ({
  host,
  auth: { type: 'basic' as const, email: account.email, apiToken: account.token },
  onSchemaMismatch: 'throw' as const,
});

describe('a token with scopes', () => {
  it('is refused on the site and accepted on the gateway', async () => {
    expect((await get(`${site.jira.url}/rest/api/3/myself`)).status).toBe(401);
    expect(await get(`${address}/rest/api/3/myself`)).toMatchObject({
      status: 200,
      json: { emailAddress: account.email, accountType: 'atlassian' },
    });
  });

  it('is refused as wrong, and for another site, in the gateway’s own form', async () => {
    expect(await get(`${address}/rest/api/3/myself`, 'Basic wrong')).toEqual({
      status: 401,
      json: { code: 401, message: 'Unauthorized' },
    });
    expect((await get(`${site.jira.gateway}/ex/jira/other/rest/api/3/myself`)).status).toBe(404);
  });

  it('serves jira.js, strict about schemas, with addresses on the gateway and pages on the site', async () => {
    const client = createCloudClient(strict(address));
    const page = await client.issueSearch.searchAndReconsileIssuesUsingJqlPost({
      jql: 'project = PAY',
      fields: ['summary', 'status'],
    });

    expect(page.issues?.[0]?.self).toMatch(new RegExp(`^${address}/rest/api/3/issue/`));
    expect(await client.serverInfo.getServerInfo()).toMatchObject({ baseUrl: site.jira.url });
  });

  it('shows boards and their columns to jira.js', async () => {
    const client = createAgileClient(strict(address));
    const boards = await client.board.getAllBoards({ projectKeyOrId: 'PAY' });
    const boardId = boards.values?.[0]?.id ?? 0;
    const { columnConfig } = await client.board.getConfiguration({ boardId });

    expect(boards.values).toMatchObject([{ location: { projectKey: 'PAY' } }]);
    expect(columnConfig?.columns?.map(({ name }) => name)).toEqual(['To Do', 'In Review', 'Done']);
  });

  it.each([
    ['read:jira-user', '/rest/api/3/myself'],
    ['read:jira-work', '/rest/api/3/issue/PAY-1'],
    ['read:board-scope:jira-software', '/rest/agile/1.0/board'],
    ['read:board-scope.admin:jira-software', '/rest/agile/1.0/board/1/configuration'],
  ])('without %s may not read %s', async (missing, path) => {
    const scopes = allScopes.filter((scope) => scope !== missing);
    const limited = await openSandboxJira('simple', { kind: 'scoped', scopes });
    const refused = await get((await gatewayOf(limited)) + path);
    await limited.jira.close();

    expect(refused).toEqual({
      status: 401,
      json: { code: 401, message: 'Unauthorized; scope does not match' },
    });
    expect((await get(address + path)).status).toBe(200);
  });

  it('without write:jira-work moves nothing', async () => {
    const limited = await openSandboxJira('simple', {
      kind: 'scoped',
      scopes: allScopes.filter((scope) => scope !== 'write:jira-work'),
    });
    const issue = limited.issueAt('todo');
    const response = await fetch(`${await gatewayOf(limited)}/rest/api/3/issue/${issue.key}/transitions`, {
      method: 'POST',
      headers: { Authorization: authorization, 'Content-Type': 'application/json' },
      body: JSON.stringify({ transition: { id: '21' } }),
    });
    await limited.jira.close();

    expect(response.status).toBe(401);
    expect(issue.status).toBe('todo');
  });
});

describe('other tokens', () => {
  it('a service account is an app', async () => {
    const service = await openSandboxJira('simple', { kind: 'scoped', isServiceAccount: true });
    const { json } = await get(`${await gatewayOf(service)}/rest/api/3/myself`);
    await service.jira.close();

    expect(json).toMatchObject({ accountType: 'app' });
  });

  it('a classic token is valid on the site', async () => {
    const classic = await openSandboxJira();
    const { status } = await get(`${classic.jira.url}/rest/api/3/myself`);
    await classic.jira.close();

    expect(status).toBe(200);
  });
});
