import { z } from 'zod';
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

/** Resolves to the site and the name of the account that the connection's credentials belong to. Asks Jira in one request. */
export async function readAccountOf(
  { site, client, api }: JiraConnection,
  signal: AbortSignal,
): Promise<{ readonly site: string; readonly name: string }> {
  const parsed = person.safeParse(await api.getCurrentUser(client({ operation, signal })));
  if (!parsed.success) throw jiraUnexpected(site, operation);
  return { site, name: parsed.data.displayName };
}
