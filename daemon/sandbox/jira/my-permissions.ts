import type { Permission } from '../workflow-model.ts';
import { type Answer, type Question, Refusal } from './answer.ts';
import { issueNamed } from './issues.ts';
import { isAllowed, permissionNames } from './permissions.ts';
import type { RequestContext } from './request-context.ts';
import { projectNamed } from './site.ts';

/** Returns what the user may do in a project or with an issue. Cloud requires the names of the permissions. */
export function getMyPermissions({ world, site }: RequestContext, { query }: Question): Answer {
  const asked = query.get('permissions')?.split(',');
  if (!asked && site.kind === 'cloud') {
    throw new Refusal(400, ["The 'permissions' query parameter is required."]);
  }
  const all = Object.keys(permissionNames) as Permission[];
  const unknown = asked?.find((name) => !all.includes(name as Permission));
  if (unknown !== undefined) throw new Refusal(400, [`Unrecognized permission: ${unknown}`]);

  const issueKey = query.get('issueKey') ?? query.get('issueId');
  const projectKey =
    issueKey === null
      ? (query.get('projectKey') ?? query.get('projectId'))
      : issueNamed(world, issueKey).project;
  const project = projectKey === null ? undefined : projectNamed(world, projectKey);
  const permissions = all
    .filter((key) => asked?.includes(key) ?? true)
    .map((key) => {
      const [id, name] = permissionNames[key];
      const havePermission = project === undefined || isAllowed(project, key);
      return [key, { id, key, name, type: 'PROJECT', description: name, havePermission }] as const;
    });
  return { status: 200, body: { permissions: Object.fromEntries(permissions) } };
}
