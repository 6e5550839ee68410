import { type DivergenceView, hasDivergence } from './divergence.ts';
import { type FindingState, type FindingView, stateOfFinding } from './findings.ts';

/**
 * The group of a list that a finding is in, in the order in which findings ask for attention. Conflicts and divergences come
 * first: they are few, need one more step, and are easy to overlook. `conflict`: Jira did not accept the last review of its
 * ticket, whatever the ticket's state. `resolved`: AWS no longer reports it, and its ticket still waits for the developer.
 * `reopened` and `done-failing`: as the divergences of these names.
 */
export const listStates = [
  'conflict',
  'resolved',
  'reopened',
  'done-failing',
  'todo',
  'none',
  'review',
  'done',
] as const satisfies readonly (FindingState | 'conflict' | 'resolved' | 'reopened' | 'done-failing')[];
export type ListState = (typeof listStates)[number];

/** The part of a finding that decides where a list shows it. */
export type ListedFinding = Pick<FindingView, 'ticket' | 'resolvedAt' | 'sample'> & {
  readonly divergences?: readonly Pick<DivergenceView, 'code'>[];
};

export function listStateOf(finding: ListedFinding): ListState {
  const { ticket, resolvedAt } = finding;
  if (ticket?.review === 'conflict') return 'conflict';
  if (resolvedAt !== undefined && ticket) return ticket.state === 'todo' ? 'resolved' : ticket.state;
  if (ticket && hasDivergence(finding, 'reopened')) return 'reopened';
  return hasDivergence(finding, 'done-failing') ? 'done-failing' : stateOfFinding(finding);
}

/** Returns whether it fails and waits for the developer. A GuardDuty sample without a ticket does not wait. */
export function isOpen(finding: ListedFinding): boolean {
  const { sample, ticket, resolvedAt } = finding;
  if ((sample && !ticket) || resolvedAt !== undefined) return false;
  if (ticket?.review === 'conflict' || hasDivergence(finding, 'done-failing')) return true;
  return ['todo', 'none'].includes(stateOfFinding(finding));
}
