import { z } from 'zod';
import type { JiraAccount } from '#protocol/account.ts';
import { printable } from '../../base/printable.ts';
import type { JiraConnection } from './api.ts';
import { jiraUnexpected } from './problems.ts';

const operation = 'getCurrentUser';
const person = z.object({
  displayName: z
    .string()
    .min(1)
    .transform((name) => printable(name).slice(0, 200)),
});

/** Resolves to the account that the connection's credentials belong to. Asks Jira in one request. */
export async function readAccountOf(
  { site, client, api }: JiraConnection,
  signal: AbortSignal,
): Promise<JiraAccount> {
  const parsed = person.safeParse(await api.getCurrentUser(client({ operation, signal })));
  if (!parsed.success) throw jiraUnexpected(site, operation);
  return { site, name: parsed.data.displayName };
}
