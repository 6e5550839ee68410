import type { JiraConnectionFacts } from '#protocol/account.ts';
import type { JiraConnection } from '../api.ts';
import { type ClientOptions, openClient } from '../client.ts';
import type { JiraAccess } from '../connector.ts';
import { basicAuthorization } from '../credentials.ts';
import { jiraEmailMissing } from '../problems.ts';
import { addressOf } from '../site.ts';
import { cloudApi } from './api.ts';
import { type GatewayRoute, gatewayRoute } from './gateway.ts';

export interface CloudConnection extends JiraConnection {
  readonly route: GatewayRoute;
}

/**
 * Opens a connection to a Jira Cloud site.
 * @throws Problem `jira-site-invalid`, `jira-email-missing`
 */
export function openCloud(
  access: JiraAccess,
  onCall: (operation: string) => void,
  options: ClientOptions = {},
): CloudConnection {
  const site = addressOf(access);
  if (access.email === undefined) throw jiraEmailMissing(site);
  const route = gatewayRoute(site, onCall, { ...options, gateway: access.gateway });
  const client = openClient({ site, kind: 'cloud', ...basicAuthorization(access), route }, onCall, options);
  return { site, client, api: cloudApi, route };
}

/** Returns how the site is reached so far. Cloud does not report when a token ends. */
export function factsOfCloud({ route }: CloudConnection): JiraConnectionFacts {
  return { kind: 'cloud', ...(route.isThroughGateway() && { gateway: true as const }) };
}
