import { describe, expect, it } from 'vitest';
import { jiraConnector } from '../../daemon/integrations/jira/connect.ts';
import { account, startFace } from '../support/sandbox-ticket-site.ts';
import { ticketSourceContract } from '../support/ticket-source-contract.ts';

ticketSourceContract('Jira Cloud', () => startFace({ kind: 'cloud' }));
ticketSourceContract('Jira Cloud with a token with scopes', () => startFace({ kind: 'scoped' }));
ticketSourceContract('Jira Data Center', () => startFace({ kind: 'data-center' }));
ticketSourceContract('Jira Data Center with a context path', () =>
  startFace({ kind: 'data-center', contextPath: '/jira' }),
);

describe('how a site is reached', () => {
  const { signal } = new AbortController();
  const connector = jiraConnector({ wait: async () => {} });

  it.each([
    [{ kind: 'cloud' }, { kind: 'cloud' }],
    [{ kind: 'scoped' }, { kind: 'cloud', gateway: true }],
    [
      { kind: 'data-center', contextPath: '/jira' },
      { kind: 'data-center', version: '10.3.24' },
    ],
    [
      { kind: 'data-center', tokenExpires: '2099-01-01T00:00:00.000Z' },
      {
        kind: 'data-center',
        version: '10.3.24',
        tokenExpires: '2099-01-01T00:00:00.000Z',
        tokenName: 'guardrail',
      },
    ],
  ] as const)('%j', async (options, facts) => {
    const face = await startFace(options);
    await face.source.readTicket(face.movable, signal);
    expect(await face.source.readConnection(signal)).toEqual(facts);
    await face.close();
  });

  it('is said with the account, whose token needs an e-mail address only on Cloud', async () => {
    const face = await startFace({ kind: 'data-center', contextPath: '/jira' });
    const site = face.jira.url;
    const { token } = account;
    expect(await connector.readAccount({ site, token }, signal)).toEqual({
      site,
      name: 'Sandbox Developer',
      kind: 'data-center',
      version: '10.3.24',
    });
    await face.close();

    const cloud = await startFace({ kind: 'cloud' });
    await expect(connector.readAccount({ site: cloud.jira.url, token }, signal)).rejects.toMatchObject({
      code: 'jira-email-missing',
    });
    await cloud.close();
  });

  it.each(['cloud', 'scoped', 'data-center'] as const)('the projects of %s are listed', async (kind) => {
    const face = await startFace({ kind });
    const { gateway } = face.jira;
    const access = { site: face.jira.url, ...account, ...(gateway !== undefined && { gateway }) };
    const { projects } = await connector.listProjects(access, signal);
    expect(projects.map(({ key }) => key)).toEqual(face.world.projects.map(({ key }) => key).toSorted());
    await face.close();
  });

  it('a kind that could not be asked is asked again by the next call', async () => {
    const face = await startFace({ kind: 'data-center' });
    face.jira.faults.unreachable(true);
    await expect(face.source.readTicket(face.movable, signal)).rejects.toMatchObject({
      code: 'jira-unreachable',
    });
    face.jira.faults.unreachable(false);
    expect((await face.source.readTicket(face.movable, signal)).key).toBe(face.movable);
    await face.close();
  });

  it('a token with too few scopes is said as that', async () => {
    const face = await startFace({ kind: 'scoped', scopes: ['read:jira-user'] });
    await expect(face.source.readTicket(face.movable, signal)).rejects.toMatchObject({
      code: 'jira-scope-missing',
    });
    await face.close();
  });
});
