import type { Project } from '../model.ts';
import type { Permission, Person } from '../workflow-model.ts';

/** Returns whether the sandbox's user may do this in the project. */
export function isAllowed({ denied }: Project, permission: Permission): boolean {
  return !denied?.includes(permission);
}

/** Returns Jira's sentence for a user who may not comment. */
export function mayNotComment({ displayName }: Person): string {
  return `${displayName}, you do not have the permission to comment on this issue.`;
}
