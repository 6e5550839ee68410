import { Problem } from '../../problems/problem.ts';
import { moveWithoutEffect } from '../move-problems.ts';
import { checkFields } from '../moves/check-fields.ts';
import { fieldsRefused } from '../moves/field-problems.ts';
import { asksForComment } from '../review-words.ts';
import type { TicketRecord, TicketTransition } from '../ticket.ts';
import {
  reviewWithdrawn,
  saidBy,
  ticketAlreadyDone,
  ticketChangedSince,
  ticketMovedAway,
  ticketNotInReview,
} from './action-problems.ts';
import type { MoveAttempt } from './attempt.ts';
import { findMove } from './find-move.ts';
import { wasMovedSince } from './last-move.ts';
import type { QueuedMove, SentMove } from './outbox.ts';
import { changedNothing } from './refusals.ts';
import { standingIn } from './standing.ts';
import { standingAfter, stepNamed, stepsDone } from './way.ts';

/**
 * Makes the steps of the way that are not done, and the last move. Resolves to the ticket after the move, because Jira may
 * report success without moving the ticket.
 */
export async function sendMoves(attempt: MoveAttempt, first: TicketRecord): Promise<TicketRecord> {
  const { action, options, step, move } = attempt;
  const { jira, names, signal } = options;
  if (action.kind === 'undo' && action.anyway !== true && step === 'queued') {
    if (await wasMovedSince(action.undoes, jira, action.ticket, signal))
      throw ticketChangedSince(action.undoes, first);
  }
  let ticket = first;
  const { via = [] } = action;
  for (let done = stepsDone({ step, ...(move && { move }) }); ; done++) {
    const offered = await jira.listTransitions(action.ticket, signal);
    const wanted = via[done];
    if (wanted === undefined)
      return sendTransition(attempt, ticket, await findMove(attempt, ticket, offered), done);
    const after = await sendTransition(
      attempt,
      ticket,
      stepNamed(wanted, ticket, offered, names),
      done,
      true,
    );
    if (standingIn(attempt, after) === 'after') return after;
    if (after.status.id !== attempt.move?.to.statusId)
      throw ticketMovedAway(action, after, 'moved', attempt.move);
    attempt.advance('queued', attempt.move);
    ticket = after;
  }
}

async function sendTransition(
  attempt: MoveAttempt,
  ticket: TicketRecord,
  transition: TicketTransition,
  passed: number,
  isStep = false,
): Promise<TicketRecord> {
  const { action, options } = attempt;
  const { jira, names, signal } = options;
  const sent = {
    ...sentMove(ticket, transition),
    ...(isStep && { isStep }),
    ...(passed > 0 && { passed }),
  };
  const fields = isStep ? [] : checkFields(ticket, transition, action.fields ?? {}, names);
  const comment = sent.withComment ? await attempt.writeComment(ticket) : undefined;
  if (!options.isQueued()) throw reviewWithdrawn(action.ticket);
  attempt.advance('move-sent', sent);
  try {
    await jira.move(action.ticket, transition.id, signal, { ...(comment && { comment }), fields });
  } catch (error) {
    if (!(error instanceof Problem) || !changedNothing(error)) throw error;
    const after = await readAfterRefusal(attempt, error, standingAfter(passed, ticket));
    if (standingIn(attempt, after) === 'after') return after;
    const isAsWas = isUnchanged(after, attempt.move);
    attempt.advance('queued', standingAfter(passed, ticket));
    if (standingIn(attempt, after) !== 'before') throw standsElsewhere(action, after);
    const wantsComment = error.code === 'jira-refused' && asksForComment(saidBy(error) ?? '');
    if (wantsComment && isAsWas && !sent.withComment)
      return sendTransition(attempt, after, { ...transition, needsComment: true }, passed, isStep);
    // A validator may ask for a field that the screen does not mark as required.
    throw error.code === 'jira-refused' && transition.fields.length > 0
      ? fieldsRefused(after, transition, error, names)
      : error;
  }
  const after = await attempt.read();
  if (isUnchanged(after, attempt.move)) throw moveWithoutEffect(after, transition);
  return after;
}

/**
 * Another machine or person may have moved the ticket at the same moment. @throws the refusal if the ticket
 * cannot be read.
 */
async function readAfterRefusal(
  attempt: MoveAttempt,
  refusal: Problem,
  standing?: SentMove,
): Promise<TicketRecord> {
  try {
    return await attempt.read();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  attempt.advance('queued', standing);
  throw refusal;
}

/** Returns the Problem of a ticket that is not where the action begins, and not where it leads. */
export function standsElsewhere(action: QueuedMove, ticket: TicketRecord): Problem {
  switch (action.kind) {
    case 'review':
      return ticketAlreadyDone(ticket);
    case 'undo':
      return ticketChangedSince(action.undoes, ticket);
    default:
      return ticketNotInReview(action, ticket);
  }
}

/** Returns whether the ticket is as it was before the move was sent. */
export function isUnchanged({ status, updated }: TicketRecord, move: SentMove | undefined): boolean {
  return move !== undefined && status.id === move.from.statusId && updated === move.from.updated;
}

function sentMove({ status, updated }: TicketRecord, { to, needsComment }: TicketTransition): SentMove {
  return {
    from: { statusId: status.id, name: status.name, updated },
    to: { statusId: to.id, name: to.name },
    ...(needsComment === true && { withComment: true }),
  };
}
