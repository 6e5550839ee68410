import type { TicketState } from '#protocol/tickets.ts';
import { stateOf } from '../state.ts';
import type { StatusNames, TicketRecord } from '../ticket.ts';
import { type MovingAction, stateChangeOf } from './action.ts';
import type { MoveAttempt } from './attempt.ts';
import type { SentMove } from './outbox.ts';

/** Where a ticket stands with respect to an action: where the action begins, where it leads, or at neither. */
export type Standing = 'before' | 'after' | 'elsewhere';

/**
 * Returns where a ticket stands. An undo goes by the statuses of the move that it takes back, every other action by
 * the states of its kind.
 * @param move The action's own last move, unless it is a step on the way: its target counts as `after`, whatever its name says.
 */
export function standingOf(
  action: MovingAction,
  { status }: Pick<TicketRecord, 'status'>,
  names: StatusNames,
  move?: SentMove,
): Standing {
  if (action.kind === 'undo')
    return standingAt(status.id, action.undoes.to.statusId, action.undoes.from.statusId);
  const { from, to } = stateChangeOf[action.kind];
  if (status.id === move?.to.statusId && !move.isStep) return 'after';
  return standingAt<TicketState>(stateOf(status, names), from, to);
}

/** Returns where a ticket stands in an attempt, which knows the action's own last move. */
export function standingIn({ action, options, move }: MoveAttempt, ticket: TicketRecord): Standing {
  return standingOf(action, ticket, options.names, move);
}

function standingAt<Place>(now: Place, from: Place, to: Place): Standing {
  if (now === from) return 'before';
  return now === to ? 'after' : 'elsewhere';
}
