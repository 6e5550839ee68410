import { type FindingState, type FindingView, stateOfFinding } from '#protocol/findings.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { isOverdue } from '../tickets/due.ts';

/**
 * The group of a list that a finding is in. `conflict`: Jira did not accept the last review of its ticket, whatever the
 * ticket's state. `resolved`: AWS no longer reports it, and its ticket still waits for the developer.
 */
export type ListState = FindingState | 'conflict' | 'resolved';

/**
 * The order in which findings ask for attention. Conflicts and resolved findings come first: they are few, need one more
 * step, and are easy to overlook.
 */
export const listStates: readonly ListState[] = ['conflict', 'resolved', 'todo', 'none', 'review', 'done'];

export function listStateOf(finding: FindingView): ListState {
  const { ticket, resolvedAt } = finding;
  if (ticket?.review === 'conflict') return 'conflict';
  if (resolvedAt === undefined || !ticket) return stateOfFinding(finding);
  return ticket.state === 'todo' ? 'resolved' : ticket.state;
}

/** Returns whether it fails and waits for the developer. A GuardDuty sample without a ticket does not wait. */
export function isOpen(finding: FindingView): boolean {
  if (finding.sample && !finding.ticket) return false;
  return finding.resolvedAt === undefined && ['conflict', 'todo', 'none'].includes(listStateOf(finding));
}

export interface Group {
  readonly state: ListState;
  readonly findings: readonly FindingView[];
  readonly overdue: number;
}

/** Groups findings, without empty groups. */
export function groupByState(findings: Iterable<FindingView>, today: string): Group[] {
  const byState = Map.groupBy(findings, listStateOf);
  return listStates.flatMap((state) => {
    const members = byState.get(state);
    if (!members) return [];
    const overdue = members.filter((finding) => isOverdue(finding.ticket, today)).length;
    return [{ state, findings: members.sort(byUrgency), overdue }];
  });
}
