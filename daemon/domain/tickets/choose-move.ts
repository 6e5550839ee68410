import type { Problem } from '../problems/problem.ts';
import { moveAmbiguous, moveCloses, moveNeedsFields, moveUnknown, noMoveToReview } from './move-problems.ts';
import { foldedName, isConfigured, isNamed, isRejectingName, isReviewName, stateOf } from './state.ts';
import type { BoardColumn, StatusNames, TicketRecord, TicketTransition } from './ticket.ts';

/**
 * Returns the one move to a review among the moves that Jira offers. The move needs no fields. Its target is
 * a status that the site's configuration names as a review; otherwise a status that is a review by its name;
 * otherwise a status in a review column of a board. Never returns a move that closes or rejects.
 * @param chosen Id or name of the move, or the name of its target, as the user chose it.
 * @param columns Columns of the boards, if they count, too.
 * @throws Problem `no-move-to-review`, `move-needs-fields`, `move-ambiguous` (with the choices),
 * `move-unknown`, `move-closes`.
 */
export function chooseMove(
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
  chosen?: string,
  columns: readonly BoardColumn[] = [],
): TicketTransition {
  if (chosen !== undefined) return namedMove(ticket, offered, names, chosen);
  const inColumn = reviewColumns(columns);
  const named = offered.filter((move) => leadsToReview(move, names));
  const unnamed = offered.filter((move) => inColumn.has(move.to.id) && leadsOn(move, names));
  const free = named.filter(needsNothing);
  const ranks = [
    free.filter(({ to }) => isConfigured(to, 'review', names)),
    // If several fit by name, the only one that a board shows as a review.
    unlessSeveral(free.filter(({ to }) => inColumn.has(to.id))),
    free,
    unnamed.filter(needsNothing),
  ];
  const [best, ...others] = ranks.find((moves) => moves.length > 0) ?? [];
  if (best && others.length > 0) throw moveAmbiguous(ticket, [best, ...others]);
  if (best) return best;
  const [asking] = [...named, ...unnamed];
  throw asking ? moveNeedsFields(ticket, asking) : noMoveToReview(ticket, offered);
}

/** Returns whether the columns of boards may decide if the names of Jira's moves do not. */
export function mayColumnsHelp({ code }: Problem): boolean {
  return code === 'no-move-to-review' || code === 'move-needs-fields' || code === 'move-ambiguous';
}

function reviewColumns(columns: readonly BoardColumn[]): ReadonlySet<string> {
  return new Set(columns.filter(({ name }) => isReviewName(name)).flatMap(({ statusIds }) => statusIds));
}

/** Returns whether a move leads to a status whose name says nothing, and neither closes nor rejects. */
function leadsOn({ name, to }: TicketTransition, names: StatusNames): boolean {
  return !isNamed(to, names) && to.category !== 'done' && !isRejectingName(name);
}

function unlessSeveral<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 1 ? items : [];
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
