import { type FindingState, type FindingView, severities, stateOfFinding } from '#protocol/findings.ts';

/**
 * Where a finding stands in a list. `conflict`: Jira did not take the last review of its ticket, wherever that stands.
 * `resolved`: AWS reports it no more, and its ticket still waits for the developer.
 */
export type Standing = FindingState | 'conflict' | 'resolved';

/**
 * The order in which findings ask for attention. What went wrong and what is fixed come first: few, one step from done,
 * and easily missed.
 */
export const standings: readonly Standing[] = ['conflict', 'resolved', 'todo', 'none', 'review', 'done'];

export function standingOf(finding: FindingView): Standing {
  const { ticket, resolvedAt } = finding;
  if (ticket?.review === 'conflict') return 'conflict';
  if (resolvedAt === undefined || !ticket) return stateOfFinding(finding);
  return ticket.state === 'todo' ? 'resolved' : ticket.state;
}

/** It fails and waits for the developer. A GuardDuty sample without a ticket does not. */
export function isOpen(finding: FindingView): boolean {
  if (finding.sample && !finding.ticket) return false;
  return finding.resolvedAt === undefined && ['conflict', 'todo', 'none'].includes(standingOf(finding));
}

/** Its due day has passed, and it is still the developer's. `today` is a calendar date, `2026-11-23`. */
export function isOverdue(finding: FindingView, today: string): boolean {
  const { due, state } = finding.ticket ?? {};
  return state === 'todo' && due !== undefined && due < today;
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
  readonly state: Standing;
  readonly findings: readonly FindingView[];
  readonly overdue: number;
}

/** Findings by where they stand, empty groups left out. */
export function groupByState(findings: Iterable<FindingView>, today: string): Group[] {
  const byState = Map.groupBy(findings, standingOf);
  return standings.flatMap((state) => {
    const members = byState.get(state);
    if (!members) return [];
    const overdue = members.filter((finding) => isOverdue(finding, today)).length;
    return [{ state, findings: members.sort(byDueDate), overdue }];
  });
}

/** The reader's calendar date. */
export function todayOf(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
