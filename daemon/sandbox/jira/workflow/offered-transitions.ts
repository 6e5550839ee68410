import type { Issue, Project } from '../../model.ts';
import type { Person, Transition } from '../../workflow-model.ts';
import { fieldValue } from '../fields/issue-values.ts';
import { isAllowed } from '../permissions.ts';
import { transitionsOf } from './simple-workflow.ts';

/** A transition from the issue's status, and whether its condition holds. */
export interface OfferedTransition {
  readonly transition: Transition;
  readonly isAvailable: boolean;
}

/** Returns the transitions from the issue's status. A user who may not transition issues has none. */
export function offeredTransitions(project: Project, issue: Issue, person: Person): OfferedTransition[] {
  if (!isAllowed(project, 'TRANSITION_ISSUES')) return [];
  return transitionsOf(project, issue)
    .filter(({ from }) => from?.includes(issue.status) ?? true)
    .map((transition) => ({ transition, isAvailable: holds(transition, issue, person) }));
}

function holds({ condition }: Transition, issue: Issue, person: Person): boolean {
  const isAssignee = issue.assignee?.accountId === person.accountId;
  if (condition?.person === 'assignee' && !isAssignee) return false;
  if (condition?.person === 'not-assignee' && isAssignee) return false;
  return condition?.has === undefined || fieldValue(issue, condition.has) !== undefined;
}
