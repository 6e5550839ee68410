import type { CourseKind } from '#protocol/pending-review.ts';
import { Problem } from '../../problems/problem.ts';
import { chooseDecision } from '../choose-decision.ts';
import { chooseMove, mayColumnsHelp } from '../choose-move.ts';
import { chooseReturn } from '../choose-return.ts';
import { movesNotPermitted, noMoveToReview } from '../move-problems.ts';
import { stateOf } from '../state.ts';
import type { TicketRecord, TicketTransition } from '../ticket.ts';
import { stateChangeOf, type UndoneMoveAction } from './action.ts';
import type { HandOver } from './attempt.ts';
import { stepsOnward } from './way.ts';

const leadsNowhere = new Set(['no-move-to-review', 'no-move-to-state']);

/** The part of an action, and of the attempt to hand it over, that its move depends on. */
export interface MoveSearch {
  readonly action: Pick<UndoneMoveAction, 'ticket' | 'transition' | 'fields'> &
    (Pick<UndoneMoveAction, 'kind' | 'undoes'> | { readonly kind: CourseKind });
  readonly options: Pick<HandOver, 'jira' | 'names' | 'onReviewStatus' | 'signal'>;
}

/**
 * Resolves to the action's last move. If no move leads on directly, the Problem says whether the account may not move
 * tickets, or whether the way has several steps.
 * @throws Problem like `chooseMove`, `chooseDecision` and `chooseReturn`, and `moves-not-permitted`.
 */
export async function findMove(
  search: MoveSearch,
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
): Promise<TicketTransition> {
  const { action, options } = search;
  const { jira, names, signal } = options;
  try {
    return await choose(search, ticket, offered);
  } catch (error) {
    if (!(error instanceof Problem) || !leadsNowhere.has(error.code)) throw error;
    const possible = offered.filter(({ isUnavailable }) => !isUnavailable);
    if (possible.length === 0 && !(await jira.mayMove(action.ticket, signal)))
      throw movesNotPermitted(ticket);
    const ways = action.kind === 'review' ? stepsOnward(ticket, possible, names) : [];
    throw error.code === 'no-move-to-review' ? noMoveToReview(ticket, possible, ways) : error;
  }
}

/** Reads boards only if the moves that Jira offers are not clear by themselves. */
async function choose(
  { action, options }: MoveSearch,
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
): Promise<TicketTransition> {
  const { jira, names, signal } = options;
  const { transition: chosen, fields: filled } = action;
  if (action.kind === 'undo')
    return chooseReturn(action.undoes.from, ticket, offered, { names, chosen, filled });
  const { to } = stateChangeOf[action.kind];
  if (to !== 'review') return chooseDecision(to, ticket, offered, names, chosen, filled);
  try {
    return chooseMove(ticket, offered, names, { chosen, filled });
  } catch (error) {
    if (!(error instanceof Problem) || chosen !== undefined || !mayColumnsHelp(error)) throw error;
    const columns = await jira.readColumns(action.ticket, signal);
    const transition = chooseMove(ticket, offered, names, { filled, columns });
    if (stateOf(transition.to, names) !== 'review') options.onReviewStatus(transition.to);
    return transition;
  }
}
