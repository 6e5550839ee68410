import type { FieldEntries } from '#protocol/move-fields.ts';
import { moveAmbiguous, moveElsewhere, moveNotAvailable, noMoveToState } from './move-problems.ts';
import { missingFields, takesFields } from './moves/asked-fields.ts';
import { checkFields } from './moves/check-fields.ts';
import { moveNeedsFields } from './moves/field-problems.ts';
import { namedMove } from './moves/named-move.ts';
import { saysSendingBack, saysSettledOtherwise } from './review-words.ts';
import { foldedName, isConfigured, isNamed, stateOf } from './state.ts';
import type { StatusNames, TicketRecord, TicketTransition } from './ticket.ts';

/**
 * Returns the one move of a reviewer among the moves that Jira offers: to `done`, or back to `todo`. Its screen asks for no more
 * fields than were given.
 * A status that the site's configuration names for that state counts most; then, for `todo`, a move that says that it sends
 * back; then a status with a usual name. A status that closes a ticket for another reason ("Won't do", "Duplicate") is no
 * approval unless the configuration or the reviewer names it.
 * @param chosen Id or name of the move, or the name of its target, as the reviewer chose it.
 * @param filled Values for the screen's fields, by the id or the name of the field.
 * @throws Problem `no-move-to-state`, `move-needs-fields`, `move-ambiguous` (with the choices), `move-unknown`, `move-elsewhere`,
 * `move-not-available`, `fields-invalid`.
 */
export function chooseDecision(
  to: 'todo' | 'done',
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
  chosen?: string,
  filled: FieldEntries = {},
): TicketTransition {
  if (chosen !== undefined) return chosenMove(to, ticket, offered, names, chosen, filled);
  const leading = offered.filter((move) => stateOf(move.to, names) === to);
  const isFree = (move: TicketTransition) => !move.isUnavailable && missingFields(move, filled).length === 0;
  const fitting =
    to === 'done'
      ? leading.filter((move) => isConfigured(move.to, 'done', names) || !settlesOtherwise(move))
      : leading;
  const ready = fitting.filter(isFree);
  const asGiven = ready.filter((move) => takesFields(move, filled));
  const free = asGiven.length > 0 ? asGiven : ready;
  const ranks = [
    free.filter((move) => isConfigured(move.to, to, names)),
    to === 'todo' ? free.filter(({ name }) => saysSendingBack(foldedName(name))) : [],
    free.filter((move) => isNamed(move.to, names)),
    free,
  ];
  const [best, ...others] = ranks.find((moves) => moves.length > 0) ?? [];
  if (best && others.length > 0) throw moveAmbiguous(ticket, [best, ...others], to);
  if (best) return best;
  const [asking, ...alsoAsking] = fitting.filter(({ isUnavailable }) => !isUnavailable);
  if (asking && alsoAsking.length > 0) throw moveAmbiguous(ticket, [asking, ...alsoAsking], to);
  if (asking) throw moveNeedsFields(ticket, asking, filled, names);
  const [kept] = fitting;
  throw kept ? moveNotAvailable(ticket, kept) : noMoveToState(ticket, to, offered);
}

function settlesOtherwise({ name, to }: TicketTransition): boolean {
  return [name, to.name, to.untranslatedName ?? ''].some((text) => saysSettledOtherwise(foldedName(text)));
}

function chosenMove(
  wanted: 'todo' | 'done',
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
  chosen: string,
  filled: FieldEntries,
): TicketTransition {
  const only = namedMove(ticket, offered, chosen, wanted);
  if (stateOf(only.to, names) !== wanted) throw moveElsewhere(ticket, only, wanted);
  if (only.isUnavailable) throw moveNotAvailable(ticket, only);
  checkFields(ticket, only, filled, names);
  return only;
}
