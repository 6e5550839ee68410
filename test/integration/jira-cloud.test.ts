import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../../daemon/domain/tickets/state.ts';
import type { TicketRecord, TicketSource } from '../../daemon/domain/tickets/ticket.ts';
import { connectJiraCloud } from '../../daemon/integrations/jira/cloud/ticket-source.ts';
import { type JiraServer, startJira } from '../../daemon/sandbox/jira/server.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';

const account = { email: 'mika@example.com', token: 'sandbox-token-1' };
const smallWorld = () => createWorld({ seed: 3, accounts: 6, teams: 2, regions: 2, findings: 500 });

/** Strict: every response of the sandbox is also checked against jira.js's schemas. */
function connect(site: string, project?: string, token = account.token, calls: string[] = []): TicketSource {
  const settings = {
    site,
    email: account.email,
    token,
    ...(project !== undefined && { selection: { projects: [project] } }),
  };
  return connectJiraCloud(settings, (operation) => calls.push(operation), {
    onSchemaMismatch: 'throw',
    wait: async () => {},
  });
}

describe('the sandbox’s Jira', () => {
  let world: World;
  let jira: JiraServer;
  const { signal } = new AbortController();
  beforeAll(async () => {
    world = smallWorld();
    jira = await startJira(world, account);
  });
  afterAll(() => jira.close());

  const readAll = async (source: TicketSource) => {
    const tickets: TicketRecord[] = [];
    for await (const page of source.readTickets(signal)) tickets.push(...page.tickets);
    return tickets;
  };

  it('returns the labelled tickets of all projects if no project is configured', async () => {
    const labelled = world.issues.filter(({ labels }) => labels.includes('guardrail'));
    expect(await readAll(connect(jira.url))).toHaveLength(labelled.length);
  });

  it('gives each ticket the state that its project defines, in English and in Japanese', async () => {
    const states = new Map(world.issues.map(({ key, status }) => [key, status]));
    for (const { key, status } of await readAll(connect(jira.url)))
      expect(stateOf(status, {}), key).toBe(states.get(key));
  });

  it('is read to the end through throttling, each request counted', async () => {
    const calls: string[] = [];
    jira.faults.throttleNext(1, 1);
    jira.faults.throttleNext(1);
    const before = jira.requests;
    await readAll(connect(jira.url, undefined, account.token, calls));
    expect(calls).toHaveLength(jira.requests - before);
  });

  it('reports a project that does not exist', async () => {
    await expect(readAll(connect(jira.url, 'NOSUCH'))).rejects.toMatchObject({ code: 'jira-refused' });
  });
});
