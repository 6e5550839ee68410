import type { JiraConnection } from '../api.ts';
import { type ClientOptions, openClient } from '../client.ts';
import type { JiraAccess } from '../connector.ts';
import { bearerAuthorization } from '../credentials.ts';
import { addressOf } from '../site.ts';
import { dataCenterApi } from './api.ts';

/**
 * Opens a connection to a Jira Data Center site.
 * @throws Problem `jira-site-invalid`
 */
export function openDataCenter(
  access: JiraAccess,
  onCall: (operation: string) => void,
  options?: ClientOptions,
): JiraConnection {
  const site = addressOf(access);
  const client = openClient({ site, kind: 'data-center', ...bearerAuthorization(access) }, onCall, options);
  return { site, client, api: dataCenterApi };
}
