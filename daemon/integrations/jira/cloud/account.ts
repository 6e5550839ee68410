import type { JiraAccount } from '#protocol/account.ts';
import { readAccountOf } from '../account.ts';
import type { ClientOptions } from '../client.ts';
import type { JiraAccess } from '../connector.ts';
import { openCloud } from './client.ts';

/**
 * Resolves to the account that these credentials belong to. Asks Jira in one request.
 * @throws Problem `jira-site-invalid`, `jira-token-refused`, `jira-unreachable` and the others of
 * `connectJiraCloud`.
 */
export async function readAccount(
  access: JiraAccess,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<JiraAccount> {
  return readAccountOf(
    openCloud(access, () => {}, options),
    signal,
  );
}
