import type { MoveView } from '#protocol/moves.ts';
import { printable } from '../../../base/printable.ts';
import { stateOf } from '../state.ts';
import type { StatusNames, TicketTransition } from '../ticket.ts';

/** Returns a move as clients see it. */
export function moveView(
  { id, name, to, fields, isUnavailable }: TicketTransition,
  names: StatusNames,
): MoveView {
  return {
    id,
    name: printable(name),
    to: printable(to.name),
    state: stateOf(to, names),
    fields,
    ...(isUnavailable && { isUnavailable }),
  };
}
