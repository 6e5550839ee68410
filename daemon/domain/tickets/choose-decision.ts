import {
  moveAmbiguous,
  moveElsewhere,
  moveNeedsFields,
  moveUnknown,
  noMoveToState,
} from './move-problems.ts';
import { saysSendingBack, saysSettledOtherwise } from './review-words.ts';
import { foldedName, isConfigured, isNamed, stateOf } from './state.ts';
import type { StatusNames, TicketRecord, TicketTransition } from './ticket.ts';

/**
 * Returns the one move of a reviewer among the moves that Jira offers: to `done`, or back to `todo`. The move needs no fields.
 * A status that the site's configuration names for that state counts most; then, for `todo`, a move that says that it sends
 * back; then a status with a usual name. A status that closes a ticket for another reason ("Won't do", "Duplicate") is no
 * approval unless the configuration or the reviewer names it.
 * @param chosen Id or name of the move, or the name of its target, as the reviewer chose it.
 * @throws Problem `no-move-to-state`, `move-needs-fields`, `move-ambiguous` (with the choices), `move-unknown`, `move-elsewhere`.
 */
export function chooseDecision(
  to: 'todo' | 'done',
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
  chosen?: string,
): TicketTransition {
  if (chosen !== undefined) return namedMove(to, ticket, offered, names, chosen);
  const leading = offered.filter((move) => stateOf(move.to, names) === to);
  const fitting =
    to === 'done'
      ? leading.filter((move) => isConfigured(move.to, 'done', names) || !settlesOtherwise(move))
      : leading;
  const free = fitting.filter(({ requiredFields }) => requiredFields.length === 0);
  const ranks = [
    free.filter((move) => isConfigured(move.to, to, names)),
    to === 'todo' ? free.filter(({ name }) => saysSendingBack(foldedName(name))) : [],
    free.filter((move) => isNamed(move.to, names)),
    free,
  ];
  const [best, ...others] = ranks.find((moves) => moves.length > 0) ?? [];
  if (best && others.length > 0) throw moveAmbiguous(ticket, [best, ...others], to);
  if (best) return best;
  const [asking] = fitting;
  throw asking ? moveNeedsFields(ticket, asking) : noMoveToState(ticket, to, offered);
}

function settlesOtherwise({ name, to }: TicketTransition): boolean {
  return [name, to.name, to.untranslatedName ?? ''].some((text) => saysSettledOtherwise(foldedName(text)));
}

function namedMove(
  wanted: 'todo' | 'done',
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
  chosen: string,
): TicketTransition {
  const is = (name: string) => foldedName(name) === foldedName(chosen);
  const matches = [
    offered.filter(({ id }) => id === chosen.trim()),
    offered.filter(({ name }) => is(name)),
    offered.filter(({ to }) => is(to.name)),
  ].find((found) => found.length > 0);
  const [only, ...others] = matches ?? [];
  if (only === undefined) throw moveUnknown(ticket, chosen, offered);
  if (others.length > 0) throw moveAmbiguous(ticket, [only, ...others], wanted);
  if (stateOf(only.to, names) !== wanted) throw moveElsewhere(ticket, only, wanted);
  if (only.requiredFields.length > 0) throw moveNeedsFields(ticket, only);
  return only;
}
