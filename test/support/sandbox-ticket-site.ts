import type { TicketService } from '../../daemon/domain/tickets/ticket-service.ts';
import { jiraConnector } from '../../daemon/integrations/jira/connect.ts';
import { type JiraOptions, type JiraServer, startJira } from '../../daemon/sandbox/jira/server.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';
import type { TicketSite } from './ticket-source-contract.ts';
import { validateExchanges } from './validated-exchanges.ts';

export const account = { email: 'mika@example.com', token: 'sandbox-token-1' };

/** Returns the project with the most tickets, which fill more than one page. */
export function largestProject(world: World): string {
  const sizes = world.projects.map(({ key }) => ({
    key,
    size: world.issues.filter((issue) => issue.project === key).length,
  }));
  return sizes.reduce((largest, next) => (next.size > largest.size ? next : largest)).key;
}

/** Starts a face of the sandbox's Jira with a project of several pages. The source finds out the kind itself. */
export async function startFace(
  options: Partial<JiraOptions>,
): Promise<TicketSite & { readonly jira: JiraServer; readonly world: World }> {
  const world = createWorld({ seed: 3, accounts: 6, teams: 2, regions: 2, findings: 500 });
  const jira = await startJira(world, { ...account, ...options });
  const project = largestProject(world);
  const issues = world.issues.filter((issue) => issue.project === project);
  const connect = (token: string): TicketService =>
    jiraConnector({ onSchemaMismatch: 'throw', wait: async () => {} }).connect(
      {
        site: jira.url,
        // Data Center needs no e-mail address.
        ...(jira.kind !== 'data-center' && { email: account.email }),
        ...(jira.gateway !== undefined && { gateway: jira.gateway }),
        token,
        selection: { projects: [project] },
      },
      () => {},
    );
  const exchanges = validateExchanges(
    jira.kind,
    [jira.url, jira.gateway ?? jira.url].map((address) => new URL(address).origin),
  );
  const source = connect(account.token);
  return {
    world,
    jira,
    source,
    filer: source,
    signedOut: connect('another-token'),
    keys: issues.map(({ key }) => key),
    movable: issues.find(({ status }) => status === 'todo')?.key ?? '',
    comments: async (key) => world.issues.find((issue) => issue.key === key)?.comments.length ?? 0,
    exchanges,
    async close() {
      exchanges.end();
      await jira.close();
    },
  };
}
