import type { Locale } from '../../../base/text.ts';
import { Problem } from '../../problems/problem.ts';
import { chooseDecision } from '../choose-decision.ts';
import { chooseMove, mayColumnsHelp } from '../choose-move.ts';
import { chooseReturn } from '../choose-return.ts';
import { untilLabels } from '../evidence/until.ts';
import { movesNotPermitted, moveWithoutEffect, noMoveToReview } from '../move-problems.ts';
import { checkFields } from '../moves/check-fields.ts';
import { fieldsRefused } from '../moves/field-problems.ts';
import { asksForComment } from '../review-words.ts';
import { stateOf } from '../state.ts';
import type {
  ReviewComment,
  StatusNames,
  TicketRecord,
  TicketSource,
  TicketStatus,
  TicketTransition,
} from '../ticket.ts';
import { courseOf, type Review } from './action.ts';
import { commentOf, readCommentLanguage, type WriteComment } from './action-comment.ts';
import {
  commentRefused,
  reviewWithdrawn,
  saidBy,
  ticketAlreadyDone,
  ticketChangedSince,
  ticketMovedAway,
  ticketNotInReview,
  ticketReopened,
} from './action-problems.ts';
import { wasMovedSince } from './last-move.ts';
import type { ActionProgress, ActionStep, QueuedAction, SentMove } from './outbox.ts';
import { type Standing, standingOf } from './standing.ts';
import { standingAfter, stepNamed, stepsDone, stepsOnward } from './way.ts';

export interface HandOver {
  readonly jira: TicketSource;
  readonly names: StatusNames;
  readonly writeComment: WriteComment;
  /** Language of comments in the configuration. */
  readonly language?: Locale | undefined;
  /** Whether an earlier attempt may have sent something. */
  readonly resumed: boolean;
  /** Returns whether the review is neither withdrawn nor replaced. */
  isQueued(): boolean;
  /** Writes the step to disk. Called before each request that changes something. */
  record(progress: ActionProgress): void;
  /** Receives the ticket after each read. */
  onRead(ticket: TicketRecord): void;
  /** Receives a status that is in a review column although its name does not say that it is a action. */
  onReviewStatus(status: TicketStatus): void;
  readonly signal: AbortSignal;
}

/** Jira understood the request and changed nothing. */
const refusals = new Set(['jira-refused', 'jira-access-denied', 'ticket-unknown']);
/** The request was refused before Jira processed it. */
const turnedAway = new Set([
  'jira-token-refused',
  'jira-scope-missing',
  'jira-email-missing',
  'jira-basic-disabled',
  'jira-captcha',
  'jira-throttled',
  'jira-tls-failed',
  'jira-proxy-refused',
  'proxy-unusable',
]);
const conflictStatus = 409;
const leadsNowhere = new Set(['no-move-to-review', 'no-move-to-state']);

/**
 * Hands one action over to Jira: reads the ticket, moves it, checks that it moved, and comments once. Every
 * attempt begins with reading the ticket and continues from the recorded step and the ticket's status. A
 * ticket is moved at most once for an action, and never after another person may have moved it back.
 * @returns The ticket as Jira has it afterwards; `undefined` if the user still has to resolve the conflict.
 * @throws Problem of the step that failed.
 */
export async function handOver(action: QueuedAction, options: HandOver): Promise<TicketRecord | undefined> {
  const { jira, names, record, signal } = options;
  let step: ActionStep = action.step;
  let move: SentMove | undefined = action.move;

  const advance = (nextStep: ActionStep, sent?: SentMove) => {
    step = nextStep;
    move = sent;
    record({ step, ...(move && { move }) });
  };
  const placeOf = (ticket: TicketRecord): Standing => standingOf(action, ticket, names, move);

  async function writeComment({ status }: TicketRecord): Promise<ReviewComment> {
    const language = options.language ?? (await readCommentLanguage(jira, status, signal));
    return commentOf(action, options.writeComment, language);
  }

  async function read(): Promise<TicketRecord> {
    const ticket = await jira.readTicket(action.ticket, signal);
    options.onRead(ticket);
    return ticket;
  }

  /** Reads boards only if the moves that Jira offers are not clear by themselves. */
  async function choose(
    ticket: TicketRecord,
    offered: readonly TicketTransition[],
  ): Promise<TicketTransition> {
    const { transition: chosen, fields: filled } = action;
    if (action.kind === 'undo')
      return chooseReturn(action.undoes.from, ticket, offered, { names, chosen, filled });
    const { to } = courseOf[action.kind];
    if (to !== 'review') return chooseDecision(to, ticket, offered, names, chosen, filled);
    try {
      return chooseMove(ticket, offered, names, { chosen, filled });
    } catch (error) {
      if (!(error instanceof Problem) || chosen !== undefined || !mayColumnsHelp(error)) throw error;
      const columns = await jira.readColumns(action.ticket, signal);
      const transition = chooseMove(ticket, offered, names, { filled, columns });
      if (stateOf(transition.to, names) !== 'review') options.onReviewStatus(transition.to);
      return transition;
    }
  }

  /**
   * Makes the steps of the way that are not done, and the last move. Resolves to the ticket after the move, because Jira may
   * report success without moving the ticket.
   */
  async function sendMoves(first: TicketRecord): Promise<TicketRecord> {
    if (action.kind === 'undo' && action.anyway !== true && step === 'queued') {
      if (await wasMovedSince(action.undoes, jira, action.ticket, signal))
        throw ticketChangedSince(action.undoes, first);
    }
    let ticket = first;
    const { via = [] } = action;
    for (let done = stepsDone({ step, ...(move && { move }) }); ; done++) {
      const offered = await jira.listTransitions(action.ticket, signal);
      const wanted = via[done];
      if (wanted === undefined) return sendTransition(ticket, await chooseOrExplain(ticket, offered), done);
      const after = await sendTransition(ticket, stepNamed(wanted, ticket, offered, names), done, true);
      if (placeOf(after) === 'after') return after;
      if (after.status.id !== move?.to.statusId) throw ticketMovedAway(action, after, 'moved', move);
      advance('queued', move);
      ticket = after;
    }
  }

  /** If no move leads on directly: because the account may not move tickets, or because the way has several steps. */
  async function chooseOrExplain(
    ticket: TicketRecord,
    offered: readonly TicketTransition[],
  ): Promise<TicketTransition> {
    try {
      return await choose(ticket, offered);
    } catch (error) {
      if (!(error instanceof Problem) || !leadsNowhere.has(error.code)) throw error;
      const possible = offered.filter(({ isUnavailable }) => !isUnavailable);
      if (possible.length === 0 && !(await jira.mayMove(action.ticket, signal)))
        throw movesNotPermitted(ticket);
      const ways = action.kind === 'review' ? stepsOnward(ticket, possible, names) : [];
      throw error.code === 'no-move-to-review' ? noMoveToReview(ticket, possible, ways) : error;
    }
  }

  async function sendTransition(
    ticket: TicketRecord,
    transition: TicketTransition,
    passed: number,
    isStep = false,
  ): Promise<TicketRecord> {
    const sent = {
      ...sentMove(ticket, transition),
      ...(isStep && { isStep }),
      ...(passed > 0 && { passed }),
    };
    const fields = isStep ? [] : checkFields(ticket, transition, action.fields ?? {}, names);
    const comment = sent.withComment ? await writeComment(ticket) : undefined;
    if (!options.isQueued()) throw reviewWithdrawn(action.ticket);
    advance('move-sent', sent);
    try {
      await jira.move(action.ticket, transition.id, signal, { ...(comment && { comment }), fields });
    } catch (error) {
      if (!(error instanceof Problem) || !isUndone(error)) throw error;
      const after = await readAfterRefusal(error, standingAfter(passed, ticket));
      if (placeOf(after) === 'after') return after;
      const isAsWas = isUnchanged(after, move);
      advance('queued', standingAfter(passed, ticket));
      if (placeOf(after) !== 'before') throw elsewhere(action, after);
      const wantsComment = error.code === 'jira-refused' && asksForComment(saidBy(error) ?? '');
      if (wantsComment && isAsWas && !sent.withComment)
        return sendTransition(after, { ...transition, needsComment: true }, passed, isStep);
      // A validator may ask for a field that the screen does not mark as required.
      throw error.code === 'jira-refused' && transition.fields.length > 0
        ? fieldsRefused(after, transition, error, names)
        : error;
    }
    const after = await read();
    if (isUnchanged(after, move)) throw moveWithoutEffect(after, transition);
    return after;
  }

  /**
   * Another machine or person may have moved the ticket at the same moment. @throws the refusal if the ticket
   * cannot be read.
   */
  async function readAfterRefusal(refusal: Problem, standing?: SentMove): Promise<TicketRecord> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
    advance('queued', standing);
    throw refusal;
  }

  async function sendComment(ticket: TicketRecord): Promise<TicketRecord> {
    const isFresh = !options.resumed && move?.withComment !== true;
    const comment = await writeComment(ticket);
    if (!options.isQueued()) throw reviewWithdrawn(action.ticket);
    if (action.kind === 'review') await labelUntilDate(action, ticket);
    if (action.kind === 'undo' && action.undoes.kind === 'review') await labelUntilDate({}, ticket);
    advance('comment-sent', move);
    try {
      await jira.commentOnce(action.ticket, { ...comment, isFresh }, signal);
      return ticket;
    } catch (error) {
      if (error instanceof Problem && refusals.has(error.code)) throw commentRefused(ticket, move, error);
      throw error;
    }
  }

  /** Each attempt sets the same labels. If the site does not allow it, the date stands in the comment alone. */
  async function labelUntilDate({ until }: Pick<Review, 'until'>, { labels }: TicketRecord): Promise<void> {
    const change = untilLabels(labels, until);
    if (change.add.length + change.remove.length === 0) return;
    try {
      await jira.changeLabels(action.ticket, change, signal);
    } catch (error) {
      if (!(error instanceof Problem) || !refusals.has(error.code)) throw error;
    }
  }

  let ticket = await read();
  if (action.commentOnly) return sendComment(ticket);
  // An unknown ticket does not mean that a person decided anything. The review continues as soon as Jira
  // shows the ticket again.
  const mayMove = action.state === 'waiting' || action.code === 'ticket-unknown';
  const place = placeOf(ticket);
  if (place === 'before') {
    // A step that was sent and arrived is done.
    if (step === 'move-sent' && move?.isStep && ticket.status.id === move.to.statusId)
      advance('queued', move);
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
    ticket = await sendMoves(ticket);
    if (placeOf(ticket) === 'before') throw ticketMovedAway(action, ticket, 'moved', move);
  } else if (place === 'elsewhere') {
    if (step === 'queued' || move?.isStep) throw elsewhere(action, ticket);
    // A reviewer who closes the ticket has seen the action. A ticket that left any other way was moved by a person who disagrees.
    if (action.kind !== 'review') throw ticketMovedAway(action, ticket, step, move);
  }
  if (step === 'queued' || step === 'move-sent') advance('moved', move?.isStep ? undefined : move);
  return action.reason === '' && action.kind !== 'undo' ? ticket : sendComment(ticket);
}

/** The ticket is not where the action begins, and not where it leads. */
function elsewhere(action: QueuedAction, ticket: TicketRecord): Problem {
  switch (action.kind) {
    case 'review':
      return ticketAlreadyDone(ticket);
    case 'undo':
      return ticketChangedSince(action.undoes, ticket);
    default:
      return ticketNotInReview(action, ticket);
  }
}

/** Returns whether the request for a move certainly changed nothing. */
function isUndone({ code, details }: Problem): boolean {
  return (
    refusals.has(code) || turnedAway.has(code) || details.unsent === true || details.status === conflictStatus
  );
}

function isUnchanged({ status, updated }: TicketRecord, move: SentMove | undefined): boolean {
  return move !== undefined && status.id === move.from.statusId && updated === move.from.updated;
}

function sentMove({ status, updated }: TicketRecord, { to, needsComment }: TicketTransition): SentMove {
  return {
    from: { statusId: status.id, name: status.name, updated },
    to: { statusId: to.id, name: to.name },
    ...(needsComment === true && { withComment: true }),
  };
}
