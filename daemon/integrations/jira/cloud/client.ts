import type { JiraConnection } from '../api.ts';
import { type ClientOptions, openClient } from '../client.ts';
import type { JiraAccess } from '../connector.ts';
import { originOf } from '../site.ts';
import { cloudApi } from './api.ts';

/**
 * Opens a connection to a Jira Cloud site.
 * @throws Problem `jira-site-invalid`
 */
export function openCloud(
  access: JiraAccess,
  onCall: (operation: string) => void,
  options?: ClientOptions,
): JiraConnection {
  const site = originOf(access.site);
  const credential = Buffer.from(`${access.email}:${access.token}`, 'utf8').toString('base64');
  const secrets = [access.token, credential];
  const client = openClient({ site, authorization: `Basic ${credential}`, secrets }, onCall, options);
  return { site, client, api: cloudApi };
}
