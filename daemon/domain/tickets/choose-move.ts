import type { FieldEntries } from '#protocol/move-fields.ts';
import type { Problem } from '../problems/problem.ts';
import { moveAmbiguous, moveCloses, moveNotAvailable, noMoveToReview } from './move-problems.ts';
import { missingFields, takesFields } from './moves/asked-fields.ts';
import { checkFields } from './moves/check-fields.ts';
import { moveNeedsFields } from './moves/field-problems.ts';
import { namedMove } from './moves/named-move.ts';
import { isConfigured, isNamed, isRejectingName, isReviewName, stateOf } from './state.ts';
import type { BoardColumn, StatusNames, TicketRecord, TicketTransition } from './ticket.ts';

export interface MoveChoiceInput {
  /** Id or name of the move, or the name of its target, as the user chose it. */
  readonly chosen?: string | undefined;
  /** Values for the screen's fields, by the id or the name of the field. */
  readonly filled?: FieldEntries | undefined;
  /** Columns of the boards, if they count, too. */
  readonly columns?: readonly BoardColumn[];
}

/**
 * Returns the one move to a review among the moves that Jira offers. Its screen asks for no more fields than were given.
 * Its target is a status that the site's configuration names as a review; otherwise a status that is a review by its name;
 * otherwise a status in a review column of a board. Never returns a move that closes or rejects.
 * @throws Problem `no-move-to-review`, `move-needs-fields`, `move-ambiguous` (with the choices),
 * `move-unknown`, `move-closes`, `move-not-available`, `fields-invalid`.
 */
export function chooseMove(
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
  { chosen, filled = {}, columns = [] }: MoveChoiceInput = {},
): TicketTransition {
  if (chosen !== undefined) return chosenMove(ticket, offered, names, chosen, filled);
  const inColumn = reviewColumns(columns);
  const fitting = offered.filter(({ isUnavailable }) => !isUnavailable);
  const named = fitting.filter((move) => leadsToReview(move, names));
  const unnamed = fitting.filter((move) => inColumn.has(move.to.id) && leadsOn(move, names));
  const isReady = (move: TicketTransition) => missingFields(move, filled).length === 0;
  const ready = named.filter(isReady);
  // A person who gives fields means a move whose screen has them.
  const asGiven = ready.filter((move) => takesFields(move, filled));
  const free = asGiven.length > 0 ? asGiven : ready;
  const ranks = [
    free.filter(({ to }) => isConfigured(to, 'review', names)),
    // If several fit by name, the only one that a board shows as a review.
    unlessSeveral(free.filter(({ to }) => inColumn.has(to.id))),
    free,
    unnamed.filter(isReady),
  ];
  const [best, ...others] = ranks.find((moves) => moves.length > 0) ?? [];
  if (best && others.length > 0) throw moveAmbiguous(ticket, [best, ...others]);
  if (best) return best;
  const [asking, ...alsoAsking] = named.length > 0 ? named : unnamed;
  if (asking && alsoAsking.length > 0) throw moveAmbiguous(ticket, [asking, ...alsoAsking]);
  if (asking) throw moveNeedsFields(ticket, asking, filled, names);
  const kept = offered.find((move) => leadsToReview(move, names));
  throw kept ? moveNotAvailable(ticket, kept) : noMoveToReview(ticket, fitting);
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

function chosenMove(
  ticket: TicketRecord,
  offered: readonly TicketTransition[],
  names: StatusNames,
  chosen: string,
  filled: FieldEntries,
): TicketTransition {
  const only = namedMove(ticket, offered, chosen);
  if (stateOf(only.to, names) === 'done') throw moveCloses(ticket, only);
  if (only.isUnavailable) throw moveNotAvailable(ticket, only);
  checkFields(ticket, only, filled, names);
  return only;
}

function leadsToReview({ name, to }: TicketTransition, names: StatusNames): boolean {
  if (isConfigured(to, 'review', names)) return true;
  return stateOf(to, names) === 'review' && to.category !== 'done' && !isRejectingName(name);
}
