import { printable } from '../../base/printable.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { MoveName } from '../problems/tickets.ts';
import type { StatusOfMove } from './actions/action.ts';
import type { TicketRecord, TicketTransition } from './ticket.ts';

const maxShownCharacters = 80;

/** @param ways Moves that bring the ticket further, if the user confirms them. */
export function noMoveToReview(
  { key, status }: TicketRecord,
  offered: readonly TicketTransition[],
  ways: readonly TicketTransition[] = [],
): Problem {
  return problem(
    'no-move-to-review',
    {
      ticket: key,
      status: printable(status.name),
      offered: offered.map(moveName),
      ...(ways.length > 0 && { ways: ways.map(moveName) }),
    },
    ways.length > 0 ? { ways: ways.map((move) => ({ id: move.id, ...moveName(move) })) } : {},
  );
}

/** Jira offers no move, and the account has no permission to move this ticket. */
export function movesNotPermitted({ key, status }: TicketRecord): Problem {
  return problem('moves-not-permitted', { ticket: key, status: printable(status.name) });
}

/** @param to The state that the reviewer wants. */
export function noMoveToState(
  { key, status }: TicketRecord,
  to: 'todo' | 'done',
  offered: readonly TicketTransition[],
): Problem {
  return problem('no-move-to-state', {
    ticket: key,
    status: printable(status.name),
    to,
    offered: offered.map(moveName),
  });
}

/** No move leads back to the status that an undo restores. */
export function noMoveBack(
  { key, status }: TicketRecord,
  target: StatusOfMove,
  offered: readonly TicketTransition[],
): Problem {
  return problem('no-move-back', {
    ticket: key,
    status: printable(status.name),
    target: printable(target.name),
    offered: offered.map(moveName),
  });
}

/** The reviewer's own choice leads to another state than the decision. */
export function moveElsewhere(
  { key }: TicketRecord,
  { name, to }: TicketTransition,
  wanted: 'todo' | 'done',
): Problem {
  return problem('move-elsewhere', { ticket: key, move: printable(name), to: printable(to.name), wanted });
}

/**
 * Several moves fit equally well, so the user chooses one. `details.choices` lists them.
 * @param to The state that the move leads to, if it is not a review; `back` for an undo.
 */
export function moveAmbiguous(
  { key }: TicketRecord,
  moves: readonly TicketTransition[],
  to?: 'todo' | 'done' | 'back' | 'step',
): Problem {
  return problem(
    'move-ambiguous',
    { ticket: key, moves: moves.map(moveName), ...(to !== undefined && { to }) },
    { choices: moves.map((move) => ({ id: move.id, ...moveName(move) })) },
  );
}

export function moveUnknown(
  { key, status }: TicketRecord,
  chosen: string,
  offered: readonly TicketTransition[],
): Problem {
  return problem('move-unknown', {
    move: shown(chosen),
    ticket: key,
    status: printable(status.name),
    offered: offered.map(moveName),
  });
}

export function moveNameInvalid(name: string): Problem {
  return problem('move-unknown', { move: shown(name) });
}

/** The workflow has the move, and one of its conditions keeps this account from it. */
export function moveNotAvailable({ key, status }: TicketRecord, move: TicketTransition): Problem {
  return problem('move-not-available', { ticket: key, status: printable(status.name), ...moveName(move) });
}

/** Only the reviewer closes a ticket. */
export function moveCloses({ key }: TicketRecord, { name, to }: TicketTransition): Problem {
  return problem('move-closes', { ticket: key, move: printable(name), to: printable(to.name) });
}

/** Jira accepted the request, but the ticket did not change. */
export function moveWithoutEffect({ key, status }: TicketRecord, { name }: TicketTransition): Problem {
  return problem('move-without-effect', {
    ticket: key,
    status: printable(status.name),
    move: printable(name),
  });
}

function moveName({ name, to }: TicketTransition): MoveName {
  return { name: printable(name), to: printable(to.name) };
}

function shown(text: string): string {
  return printable(text).slice(0, maxShownCharacters);
}
