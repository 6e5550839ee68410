import { it } from 'vitest';
import type { TicketSource } from '../../daemon/domain/tickets/ticket.ts';
import { jiraConnector } from '../../daemon/integrations/jira/connect.ts';
import { basicAuthorization, bearerAuthorization } from '../../daemon/integrations/jira/credentials.ts';
import { type TicketSite, ticketSourceContract } from '../support/ticket-source-contract.ts';

/**
 * Runs the contract on a real site. It moves one ticket of the project and adds comments to it. The project has more than 100
 * tickets, of which one in the first 50 has a move without fields.
 */
const {
  GUARDRAIL_LIVE_JIRA_SITE: site = '',
  GUARDRAIL_LIVE_JIRA_EMAIL: email,
  GUARDRAIL_LIVE_JIRA_TOKEN: token = '',
  GUARDRAIL_LIVE_JIRA_PROJECT: project = '',
} = process.env;
const access = { site, token, ...(email && { email }) };
const { signal } = new AbortController();

const isGiven = site !== '' && token !== '' && project !== '';
if (isGiven) ticketSourceContract(`the project ${project} of ${site}`, startLiveSite);
else
  it.skip('a real Jira: set GUARDRAIL_LIVE_JIRA_SITE, _TOKEN, _PROJECT and, for Cloud, _EMAIL to a project that tests may change', () => {});

async function startLiveSite(): Promise<TicketSite> {
  const connector = jiraConnector();
  const connect = (secret: string) =>
    connector.connect({ ...access, token: secret, selection: { projects: [project] } }, () => {});
  const source = connect(token);
  const keys: string[] = [];
  for await (const { tickets } of source.readTickets(signal)) keys.push(...tickets.map(({ key }) => key));
  const { kind, gateway } = await source.readConnection(signal);
  const { authorization } = kind === 'cloud' ? basicAuthorization(access) : bearerAuthorization(access);
  const address = gateway ? await gatewayAddress() : site.replace(/\/+$/, '');
  return {
    source,
    signedOut: connect('an-unknown-token'),
    keys,
    movable: await movableOf(source, keys),
    async comments(key) {
      const url = `${address}/rest/api/2/issue/${encodeURIComponent(key)}/comment?maxResults=1`;
      const response = await fetch(url, { headers: { Authorization: authorization } });
      return ((await response.json()) as { total: number }).total;
    },
    close: async () => {},
  };
}

async function movableOf(source: TicketSource, keys: readonly string[]): Promise<string> {
  for (const key of keys.slice(0, 50)) {
    const { status } = await source.readTicket(key, signal);
    const moves = await source.listTransitions(key, signal);
    if (moves.some(({ to, fields, needsComment }) => to.id !== status.id && !needsComment && !fields.length))
      return key;
  }
  throw new Error(`The first tickets of ${project} have no move without fields.`);
}

async function gatewayAddress(): Promise<string> {
  const response = await fetch(new URL('/_edge/tenant_info', site));
  const { cloudId } = (await response.json()) as { cloudId: string };
  return `https://api.atlassian.com/ex/jira/${cloudId}`;
}
