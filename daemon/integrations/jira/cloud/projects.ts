import { searchProjects } from 'jira.js/cloud';
import { z } from 'zod';
import type { JiraProject, JiraProjects } from '#protocol/account.ts';
import type { ClientOptions } from '../client.ts';
import type { JiraAccess } from '../connector.ts';
import { jiraUnexpected } from '../problems.ts';
import { maxProjects, projectOf } from '../project-list.ts';
import { openCloud } from './client.ts';

/** Jira's own limit. */
const maxPageItems = 100;
/** A site may send shorter pages than requested. */
const maxPages = 50;

const page = z.object({ values: z.array(z.unknown()), isLast: z.boolean().nullish() });

/**
 * Resolves to the projects that these credentials may see. Leaves out a project that has no key or name.
 * @throws Problem as `readAccount` does.
 */
export async function listProjects(
  access: JiraAccess,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<JiraProjects> {
  const operation = 'searchProjects';
  const { site, client: open } = openCloud(access, () => {}, options);
  const client = open({ operation, signal, repeats: true });
  const found = new Map<string, JiraProject>();
  const listed = (more: boolean) => ({ projects: [...found.values()], more });
  for (let pages = 0, startAt = 0; pages < maxPages; pages++) {
    const answer = page.safeParse(
      await searchProjects(client, { startAt, maxResults: maxPageItems, orderBy: 'key' }),
    );
    if (!answer.success) throw jiraUnexpected(site, operation);
    const { values, isLast } = answer.data;
    const known = found.size;
    for (const value of values) {
      const data = projectOf(value);
      if (!data || found.has(data.key)) continue;
      if (found.size === maxProjects) return listed(true);
      found.set(data.key, data);
    }
    if (isLast === true || values.length === 0) return listed(false);
    // The site does not continue after the last project.
    if (found.size === known) return listed(true);
    startAt += values.length;
  }
  return listed(true);
}
