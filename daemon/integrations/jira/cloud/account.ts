import type { JiraAccount } from '#protocol/account.ts';
import { readAccountOf } from '../account.ts';
import type { ClientOptions } from '../client.ts';
import type { JiraAccess } from '../connector.ts';
import { factsOfCloud, openCloud } from './client.ts';

/**
 * Resolves to the account that these credentials belong to. Asks Jira in one request, and a few more if the
 * token is one for the gateway.
 * @throws Problem `jira-site-invalid`, `jira-token-refused`, `jira-unreachable` and the others of
 * `connectJiraCloud`.
 */
export async function readAccount(
  access: JiraAccess,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<JiraAccount> {
  const connection = openCloud(access, () => {}, options);
  const account = await readAccountOf(connection, signal);
  return { ...account, ...factsOfCloud(connection) };
}
