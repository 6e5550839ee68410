import type { FieldEntries } from '#protocol/move-fields.ts';
import type { StatusOfMove } from './actions/action.ts';
import { moveAmbiguous, moveNotAvailable, moveUnknown, noMoveBack } from './move-problems.ts';
import { missingFields } from './moves/asked-fields.ts';
import { checkFields } from './moves/check-fields.ts';
import { foldedName } from './state.ts';
import type { StatusNames, TicketRecord, TicketTransition } from './ticket.ts';

export interface ReturnOptions {
  readonly names: StatusNames;
  /** Id or name of the move, as the user chose it. */
  readonly chosen?: string | undefined;
  /** Values for the screen's fields, by the id or the name of the field. */
  readonly filled?: FieldEntries | undefined;
}

/**
 * Returns the one move that leads back to a status. Only a move to exactly this status counts.
 * @throws Problem `no-move-back`, `move-ambiguous` (with the choices), `move-unknown`, `move-not-available`,
 * `move-needs-fields`, `fields-invalid`.
 */
export function chooseReturn(
  target: StatusOfMove,
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  { names, chosen, filled = {} }: ReturnOptions,
): TicketTransition {
  const back = offered.filter(({ to }) => to.id === target.statusId);
  const [first] = back;
  if (!first) throw noMoveBack(ticket, target, offered);
  const wanted = chosen === undefined ? back : back.filter((move) => isNamed(move, chosen));
  if (wanted.length === 0) throw moveUnknown(ticket, chosen ?? '', back);
  const available = wanted.filter(({ isUnavailable }) => !isUnavailable);
  const free = available.filter((move) => missingFields(move, filled).length === 0);
  const [best, ...others] = free.length > 0 ? free : available;
  if (!best) throw moveNotAvailable(ticket, first);
  if (others.length > 0) throw moveAmbiguous(ticket, [best, ...others], 'back');
  checkFields(ticket, best, filled, names);
  return best;
}

function isNamed({ id, name }: TicketTransition, chosen: string): boolean {
  return id === chosen.trim() || foldedName(name) === foldedName(chosen);
}
