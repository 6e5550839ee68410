import { moveAmbiguous, moveUnknown } from '../move-problems.ts';
import { foldedName } from '../state.ts';
import type { TicketRecord, TicketTransition } from '../ticket.ts';

/**
 * Returns the move that a person chose: by its id, else by its name, else by the name of its target.
 * @param to The state that the move leads to, or a step on the way; absent: a review.
 * @throws Problem `move-unknown`, `move-ambiguous` (with the choices).
 */
export function namedMove(
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  chosen: string,
  to?: 'todo' | 'done' | 'step',
): TicketTransition {
  const is = (name: string) => foldedName(name) === foldedName(chosen);
  const matches = [
    offered.filter(({ id }) => id === chosen.trim()),
    offered.filter(({ name }) => is(name)),
    offered.filter((move) => is(move.to.name)),
  ].find((found) => found.length > 0);
  const [only, ...others] = matches ?? [];
  if (only === undefined) throw moveUnknown(ticket, chosen, offered);
  if (others.length > 0) throw moveAmbiguous(ticket, [only, ...others], to);
  return only;
}
