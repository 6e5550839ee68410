import type { TicketRecord } from '../ticket.ts';
import { isEdit } from './action.ts';
import { commentOf } from './action-comment.ts';
import { ticketMovedAway, ticketReopened } from './action-problems.ts';
import { beginAttempt, type HandOver, type MoveAttempt } from './attempt.ts';
import { handOverEdit } from './edits/hand-over-edit.ts';
import type { QueuedAction, QueuedMove } from './outbox.ts';
import { sendComment } from './send-comment.ts';
import { isUnchanged, sendMoves, standsElsewhere } from './send-moves.ts';
import { standingIn } from './standing.ts';

/**
 * Hands one action over to Jira. Every attempt begins with reading the ticket and continues from the recorded step and the
 * ticket as it is.
 * @returns The ticket as Jira has it afterwards; `undefined` if the user still has to resolve the conflict.
 * @throws Problem of the step that failed.
 */
export function handOver(action: QueuedAction, options: HandOver): Promise<TicketRecord | undefined> {
  return isEdit(action) ? handOverEdit(action, options) : handOverMove(action, options);
}

/**
 * Reads the ticket, moves it, checks that it moved, and comments once. A ticket is moved at most once for an action, and
 * never after another person may have moved it back.
 */
async function handOverMove(action: QueuedMove, options: HandOver): Promise<TicketRecord | undefined> {
  const attempt = beginAttempt(action, options);
  const { jira, signal } = options;
  let ticket = await attempt.read();
  if (action.commentOnly) return sendComment(attempt, ticket);
  // An unknown ticket does not mean that a person decided anything. The review continues as soon as Jira
  // shows the ticket again.
  const mayMove = action.state === 'waiting' || action.code === 'ticket-unknown';
  const standing = standingIn(attempt, ticket);
  if (standing === 'before') {
    if (stepArrived(attempt, ticket)) attempt.advance('queued', attempt.move);
    const { step, move } = attempt;
    const isUntouched =
      (step === 'queued' && (move === undefined || ticket.status.id === move.to.statusId)) ||
      (step === 'move-sent' && isUnchanged(ticket, move));
    if (!isUntouched) {
      const mayHaveCommented = step === 'comment-sent' || move?.withComment === true;
      const comment = commentOf(action, options.writeComment, options.language ?? 'en');
      if (mayHaveCommented && (await jira.hasComment(action.ticket, comment, signal))) return ticket;
      throw ticketMovedAway(action, ticket, step, move);
    }
    if (!mayMove) {
      if (action.code === 'ticket-already-done') throw ticketReopened(ticket);
      return undefined;
    }
    ticket = await sendMoves(attempt, ticket);
    if (standingIn(attempt, ticket) === 'before')
      throw ticketMovedAway(action, ticket, 'moved', attempt.move);
  } else if (standing === 'elsewhere') {
    const { step, move } = attempt;
    if (step === 'queued' || move?.isStep) throw standsElsewhere(action, ticket);
    // A reviewer who closes the ticket has seen the action. A ticket that left any other way was moved by a person who disagrees.
    if (action.kind !== 'review') throw ticketMovedAway(action, ticket, step, move);
  }
  const { step, move } = attempt;
  if (step === 'queued' || step === 'move-sent') attempt.advance('moved', move?.isStep ? undefined : move);
  return action.reason === '' && action.kind !== 'undo' ? ticket : sendComment(attempt, ticket);
}

/** Returns whether a step of the way was sent and has arrived: then it is done. */
function stepArrived({ step, move }: MoveAttempt, { status }: TicketRecord): boolean {
  return step === 'move-sent' && move?.isStep === true && status.id === move.to.statusId;
}
