import { printable } from '../../../base/printable.ts';
import { Problem } from '../../problems/problem.ts';
import type { TicketChange, TicketMove, TicketSource } from '../ticket.ts';
import type { UndoneMove } from './action.ts';

type MoveReader = Pick<TicketSource, 'readLastMove'>;

/** Jira writes the time of a change to the history and to the ticket separately, a moment apart. */
const clockToleranceMs = 2_000;

/** Resolves to the last change of a ticket's status; `undefined` also if the site cannot be asked now. */
export async function readLastMove(
  source: MoveReader,
  ticket: string,
  signal: AbortSignal,
): Promise<TicketMove | undefined> {
  try {
    return await source.readLastMove(ticket, signal);
  } catch (error) {
    // Who moved the ticket is worth a sentence, and no more.
    if (!(error instanceof Problem)) throw error;
    return undefined;
  }
}

/**
 * Resolves to whether the ticket was moved after the action that is undone. If the site's history is not available, only
 * the ticket's status decides.
 */
export async function wasMovedSince(
  { updated }: UndoneMove,
  source: MoveReader,
  ticket: string,
  signal: AbortSignal,
): Promise<boolean> {
  const last = await readLastMove(source, ticket, signal);
  return last !== undefined && Date.parse(last.at) > Date.parse(updated) + clockToleranceMs;
}

/** Returns a conflict that names the person who moved the ticket, if its sentence says when the ticket changed. */
export function withPerson(problem: Problem, lastMove: TicketChange | undefined): Problem {
  if (lastMove?.by === undefined || !('updated' in problem.facts)) return problem;
  const facts = { ...problem.facts, updated: lastMove.at, by: printable(lastMove.by) };
  return new Problem(problem.code, facts, { ...problem.details, cause: problem });
}
