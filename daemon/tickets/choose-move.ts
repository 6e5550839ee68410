import { moveAmbiguous, moveCloses, moveNeedsFields, moveUnknown, noMoveToReview } from './move-problems.ts';
import { foldedName, isConfigured, isRejectingName, stateOf } from './state.ts';
import type { StatusNames, TicketRecord, TicketTransition } from './ticket.ts';

/**
 * The one move to a review among those that Jira offers: a move that needs no fields, to a status that the site's
 * configuration names, otherwise to one that is a review by its name. Never a move that closes or rejects.
 * @param chosen id or name of the move, or the name of its target, as a person chose it.
 * @throws Problem `no-move-to-review`, `move-needs-fields`, `move-ambiguous` (with the choices), `move-unknown`,
 * `move-closes`.
 */
export function chooseMove(
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
  chosen?: string,
): TicketTransition {
  if (chosen !== undefined) return namedMove(ticket, offered, names, chosen);
  const moves = offered.filter((move) => leadsToReview(move, names));
  const free = moves.filter(needsNothing);
  const configured = free.filter(({ to }) => isConfigured(to, 'review', names));
  const best = configured.length > 0 ? configured : free;
  const [only, ...others] = best;
  if (only === undefined)
    throw moves[0] ? moveNeedsFields(ticket, moves[0]) : noMoveToReview(ticket, offered);
  if (others.length > 0) throw moveAmbiguous(ticket, best);
  return only;
}

function namedMove(
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
  if (others.length > 0) throw moveAmbiguous(ticket, [only, ...others]);
  if (stateOf(only.to, names) === 'done') throw moveCloses(ticket, only);
  if (!needsNothing(only)) throw moveNeedsFields(ticket, only);
  return only;
}

function leadsToReview({ name, to }: TicketTransition, names: StatusNames): boolean {
  if (isConfigured(to, 'review', names)) return true;
  return stateOf(to, names) === 'review' && to.category !== 'done' && !isRejectingName(name);
}

function needsNothing({ requiredFields }: TicketTransition): boolean {
  return requiredFields.length === 0;
}
