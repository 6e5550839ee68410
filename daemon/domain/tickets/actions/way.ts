import { printable } from '../../../base/printable.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { moveCloses, moveNotAvailable } from '../move-problems.ts';
import { askedFields } from '../moves/asked-fields.ts';
import { namedMove } from '../moves/named-move.ts';
import { isRejectingName, stateOf } from '../state.ts';
import type { StatusNames, TicketRecord, TicketTransition } from '../ticket.ts';
import type { ActionProgress, SentMove } from './outbox.ts';

/** Returns how many steps of the way are done. */
export function stepsDone({ step, move }: ActionProgress): number {
  if (move === undefined) return 0;
  return (move.passed ?? 0) + (move.isStep && step === 'queued' ? 1 : 0);
}

/** Returns the record that the ticket stands at its status after so many steps of the way. None for no step. */
export function standingAfter(steps: number, { status, updated }: TicketRecord): SentMove | undefined {
  if (steps === 0) return undefined;
  return {
    from: { statusId: status.id, updated },
    to: { statusId: status.id, name: status.name },
    isStep: true,
    passed: steps - 1,
  };
}

/**
 * Returns the moves that bring the ticket further, if none leads to a review: to another open status, without fields. Jira
 * reports only the moves from the ticket's status, so that the rest of the way is found after the step.
 */
export function stepsOnward(
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
): TicketTransition[] {
  return offered.filter(
    (move) =>
      move.to.id !== ticket.status.id && isOpenStep(move, names) && !needsMore(move) && !move.isUnavailable,
  );
}

/**
 * Returns the move for a step that the person confirmed.
 * @param wanted Its id, its name or the name of its target.
 * @throws Problem `move-unknown`, `move-ambiguous`, `move-not-available`, `move-closes`, `step-needs-fields`.
 */
export function stepNamed(
  wanted: string,
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
): TicketTransition {
  const move = namedMove(ticket, offered, wanted, 'step');
  if (move.isUnavailable) throw moveNotAvailable(ticket, move);
  if (!isOpenStep(move, names)) throw moveCloses(ticket, move);
  if (needsMore(move)) throw stepNeedsFields(ticket, move);
  return move;
}

/** Never a move that closes or rejects, and not the review itself. */
function isOpenStep({ name, to }: TicketTransition, names: StatusNames): boolean {
  return stateOf(to, names) === 'todo' && to.category !== 'done' && !isRejectingName(name);
}

function needsMore(move: TicketTransition): boolean {
  return move.needsComment === true || askedFields(move).length > 0;
}

function stepNeedsFields({ key }: TicketRecord, { name, to }: TicketTransition): Problem {
  return problem('step-needs-fields', { ticket: key, name: printable(name), to: printable(to.name) });
}
