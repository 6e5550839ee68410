import { getCurrentUser } from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import { z } from 'zod';
import type { JiraAccount } from '#protocol/account.ts';
import { printable } from '../../../base/printable.ts';
import type { JiraAccess } from '../connector.ts';
import { jiraUnexpected } from '../problems.ts';
import { originOf } from '../site.ts';
import { type ClientOptions, openClient } from './client.ts';

/** A BCP 47 tag, or one with an underscore: `ja_JP`. */
const localeTag = z.object({ locale: z.string().min(2).max(40) });
const person = z.object({
  displayName: z
    .string()
    .min(1)
    .transform((name) => printable(name).slice(0, 200)),
});

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
  const site = originOf(access.site);
  const operation = 'getCurrentUser';
  const client = openClient({ ...access, site }, () => {}, options);
  const parsed = person.safeParse(await getCurrentUser(client({ operation, signal })));
  if (!parsed.success) throw jiraUnexpected(site, operation);
  return { site, name: parsed.data.displayName };
}

/**
 * Resolves to the account's locale, such as `ja_JP`, which is that of the site unless the user changed it.
 * `undefined` if Jira does not report a locale.
 */
export async function readLocale(client: Client): Promise<string | undefined> {
  return localeTag.safeParse(await getCurrentUser(client)).data?.locale;
}
