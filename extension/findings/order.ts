import { hasDivergence } from '#protocol/divergence.ts';
import { type DueState, dueStateOf } from '#protocol/due.ts';
import { type FindingState, type FindingView, stateOfFinding } from '#protocol/findings.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { isOverdue } from '../tickets/due.ts';

/**
 * The group of a list that a finding is in. `conflict`: Jira did not accept the last review of its ticket, whatever the
 * ticket's state. `resolved`: AWS no longer reports it, and its ticket still waits for the developer. `reopened` and
 * `done-failing`: as the divergences of these names.
 */
export type ListState = FindingState | 'conflict' | 'resolved' | 'reopened' | 'done-failing';

/**
 * The order in which findings ask for attention. Conflicts and divergences come first: they are few, need one more step, and
 * are easy to overlook.
 */
export const listStates: readonly ListState[] = [
  'conflict',
  'resolved',
  'reopened',
  'done-failing',
  'todo',
  'none',
  'review',
  'done',
];

export function listStateOf(finding: FindingView): ListState {
  const { ticket, resolvedAt } = finding;
  if (ticket?.review === 'conflict') return 'conflict';
  if (resolvedAt !== undefined && ticket) return ticket.state === 'todo' ? 'resolved' : ticket.state;
  if (ticket && hasDivergence(finding, 'reopened')) return 'reopened';
  return hasDivergence(finding, 'done-failing') ? 'done-failing' : stateOfFinding(finding);
}

/** Returns whether it fails and waits for the developer. A GuardDuty sample without a ticket does not wait. */
export function isOpen(finding: FindingView): boolean {
  const { sample, ticket, resolvedAt } = finding;
  if ((sample && !ticket) || resolvedAt !== undefined) return false;
  if (ticket?.review === 'conflict' || hasDivergence(finding, 'done-failing')) return true;
  return ['todo', 'none'].includes(stateOfFinding(finding));
}

export interface Group {
  readonly state: ListState;
  readonly findings: readonly FindingView[];
  readonly overdue: number;
}

/** Groups findings, without empty groups. @param today The reader's day, `2026-11-23`. */
export function groupByState(findings: Iterable<FindingView>, today: string): Group[] {
  const byState = Map.groupBy(findings, listStateOf);
  return listStates.flatMap((state) => {
    const members = byState.get(state);
    if (!members) return [];
    const overdue = members.filter((finding) => isOverdue(finding.ticket, today)).length;
    return [{ state, findings: members.sort(byUrgency), overdue }];
  });
}

/** Findings of one group whose tickets are overdue, due soon, or due later or on no day. */
export interface DueGroup {
  readonly due: DueState['state'];
  readonly findings: readonly FindingView[];
}

const dueStates: readonly DueState['state'][] = ['overdue', 'due-soon', 'later'];

/** Divides what is to do by due date, without empty groups. Returns no group if nothing is overdue or due soon. */
export function groupByDue({ state, findings }: Group, today: string): DueGroup[] {
  if (state !== 'todo') return [];
  const byDue = Map.groupBy(findings, ({ ticket }) => dueStateOf(ticket, today)?.state ?? 'later');
  if (!byDue.has('overdue') && !byDue.has('due-soon')) return [];
  return dueStates.flatMap((due) => {
    const members = byDue.get(due);
    return members ? [{ due, findings: members }] : [];
  });
}
