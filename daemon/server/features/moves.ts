import { foreseeReview, listMoves, type ReviewMove, searchUsers } from '#protocol/moves.ts';
import { printable } from '../../base/printable.ts';
import type { Locale } from '../../base/text.ts';
import { Problem } from '../../domain/problems/problem.ts';
import { conflictCodes } from '../../domain/tickets/actions/action-outcomes.ts';
import { isTicketKey } from '../../domain/tickets/actions/action-params.ts';
import { ticketKeyInvalid } from '../../domain/tickets/actions/action-problems.ts';
import { moveOfReview } from '../../domain/tickets/actions/foresee-review.ts';
import { moveView } from '../../domain/tickets/moves/move-view.ts';
import type { StatusNames, TicketSource } from '../../domain/tickets/ticket.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import { sayProblem } from '../texts/say.ts';

export interface MovesInput {
  /** @throws Problem if the user is not signed in. */
  readonly source: () => TicketSource;
  readonly names: () => StatusNames;
  readonly view: SessionView;
}

/** The moves of a ticket with the fields of their screens, and the users that can be a field's value. */
export function answerMoves(dispatch: Dispatch, { source, names, view }: MovesInput): void {
  dispatch.request(listMoves, async ({ ticket: key }, signal) => {
    if (!isTicketKey(key)) throw ticketKeyInvalid(key);
    const jira = source();
    const [ticket, moves] = await Promise.all([
      jira.readTicket(key, signal),
      jira.listTransitions(key, signal),
    ]);
    return {
      ticket: ticket.key,
      url: view.viewer().urlOf(ticket.key),
      status: printable(ticket.status.name),
      moves: moves.map((move) => moveView(move, names())),
    };
  });
  dispatch.request(foreseeReview, async ({ ticket, transition }, signal): Promise<ReviewMove> => {
    if (!isTicketKey(ticket)) throw ticketKeyInvalid(ticket);
    try {
      const move = await moveOfReview({ ticket, transition }, { jira: source(), names: names(), signal });
      return { kind: 'move', move: moveView(move, names()) };
    } catch (error) {
      const asked = error instanceof Problem ? askedBy(error, view.locale()) : undefined;
      if (asked === undefined) throw error;
      return asked;
    }
  });
  dispatch.request(searchUsers, async ({ ticket, field, query }, signal) => {
    if (!isTicketKey(ticket)) throw ticketKeyInvalid(ticket);
    return { users: [...(await source().searchUsers({ ticket }, { field, query: query.trim() }, signal))] };
  });
}

/** Returns what a refusal asks for; `undefined` if it says nothing about the ticket's moves. */
function askedBy(problem: Problem, locale: Locale): ReviewMove | undefined {
  const { code, details } = problem;
  const { move, choices, ways } = details;
  if (move) return { kind: 'move', move };
  if (choices) return { kind: 'choices', choices };
  if (ways) return { kind: 'steps', ways };
  return conflictCodes.has(code)
    ? { kind: 'refused', code, message: sayProblem(problem, locale, 'request') }
    : undefined;
}
