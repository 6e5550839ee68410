import type { JiraProjects } from '#protocol/account.ts';
import type { ClientOptions } from '../client.ts';
import type { JiraAccess } from '../connector.ts';
import { jiraUnexpected } from '../problems.ts';
import { maxProjects, projectOf } from '../project-list.ts';
import { listAllProjects } from './api.ts';
import { openDataCenter } from './client.ts';

/**
 * Resolves to the projects that this token may see, which Data Center lists in one response. Leaves out a
 * project that has no key or name.
 * @throws Problem as `readAccount` does.
 */
export async function listProjects(
  access: JiraAccess,
  signal: AbortSignal,
  options?: ClientOptions,
): Promise<JiraProjects> {
  const operation = 'listProjects';
  const { site, client } = openDataCenter(access, () => {}, options);
  const answer = await listAllProjects(client({ operation, signal, repeats: true }));
  if (!Array.isArray(answer)) throw jiraUnexpected(site, operation);
  const found = new Map(answer.flatMap((value) => projectOf(value) ?? []).map((each) => [each.key, each]));
  const projects = [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { projects: projects.slice(0, maxProjects), more: projects.length > maxProjects };
}
