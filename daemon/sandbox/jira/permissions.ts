import type { Project } from '../model.ts';
import type { Permission, Person } from '../workflow-model.ts';

/** Returns whether the sandbox's user may do this in the project. */
export function isAllowed({ denied }: Project, permission: Permission): boolean {
  return !denied?.includes(permission);
}

/** Every permission that the sandbox knows, with its number and its name in Jira. */
export const permissionNames: Readonly<Record<Permission, readonly [id: string, name: string]>> = {
  BROWSE_PROJECTS: ['10', 'Browse Projects'],
  CREATE_ISSUES: ['11', 'Create Issues'],
  EDIT_ISSUES: ['12', 'Edit Issues'],
  ASSIGN_ISSUES: ['13', 'Assign Issues'],
  ADD_COMMENTS: ['15', 'Add Comments'],
  LINK_ISSUES: ['21', 'Link Issues'],
  SCHEDULE_ISSUES: ['28', 'Schedule Issues'],
  TRANSITION_ISSUES: ['46', 'Transition Issues'],
};

/** Returns Jira's sentence for a user who may not comment. */
export function mayNotComment({ displayName }: Person): string {
  return `${displayName}, you do not have the permission to comment on this issue.`;
}
