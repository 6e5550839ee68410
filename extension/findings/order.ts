import { type FindingState, type FindingView, severities, stateOfFinding } from '#protocol/findings.ts';
import { isOverdue } from '../tickets/due.ts';

/**
 * The group of a list that a finding is in. `conflict`: Jira did not accept the last review of its ticket, whatever the
 * ticket's state. `resolved`: AWS no longer reports it, and its ticket still waits for the developer.
 */
export type ListState = FindingState | 'conflict' | 'resolved';

/**
 * The order in which findings ask for attention. What went wrong and what is fixed come first: few, one step from done,
 * and easily missed.
 */
export const listStates: readonly ListState[] = ['conflict', 'resolved', 'todo', 'none', 'review', 'done'];

export function listStateOf(finding: FindingView): ListState {
  const { ticket, resolvedAt } = finding;
  if (ticket?.review === 'conflict') return 'conflict';
  if (resolvedAt === undefined || !ticket) return stateOfFinding(finding);
  return ticket.state === 'todo' ? 'resolved' : ticket.state;
}

/** Whether it fails and waits for the developer. A GuardDuty sample without a ticket does not wait. */
export function isOpen(finding: FindingView): boolean {
  if (finding.sample && !finding.ticket) return false;
  return finding.resolvedAt === undefined && ['conflict', 'todo', 'none'].includes(listStateOf(finding));
}

/** Earliest due date first, none last; then the more severe, then by title and key, so that rows never jump. */
export function byDueDate(a: FindingView, b: FindingView): number {
  return (
    compare(a.ticket?.due ?? '9999', b.ticket?.due ?? '9999') ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.title, b.title) ||
    compare(a.key, b.key)
  );
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
    return [{ state, findings: members.sort(byDueDate), overdue }];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
