import type { JiraAccount } from '#protocol/account.ts';
import { readAccountOf } from '../account.ts';
import type { ClientOptions } from '../client.ts';
import type { JiraAccess } from '../connector.ts';
import { openDataCenter } from './client.ts';
import { readTokenExpiry } from './token.ts';

/**
 * Resolves to the account that this token belongs to, and when the token ends.
 * @throws Problem as `connectJiraDataCenter` does.
 */
export async function readAccount(
  access: JiraAccess,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<JiraAccount> {
  const connection = openDataCenter(access, () => {}, options);
  const account = await readAccountOf(connection, signal);
  const token = await readTokenExpiry(connection, signal);
  return { ...account, kind: 'data-center', ...(token && { tokenExpires: token.expires }) };
}
