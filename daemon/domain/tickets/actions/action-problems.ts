import type { Decision, Resolution } from '#protocol/pending-review.ts';
import { maxTeamCharacters } from '#protocol/reviews.ts';
import { printable } from '../../../base/printable.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { ChangedTicket } from '../../problems/tickets.ts';
import type { TicketRecord } from '../ticket.ts';
import type { UndoneMove } from './action.ts';
import type { ActionStep, QueuedMove, SentMove } from './outbox.ts';

const maxShownCharacters = 80;

export function ticketKeyInvalid(key: string): Problem {
  return problem('ticket-key-invalid', { key: printable(key).slice(0, maxShownCharacters) });
}

export function outcomeInvalid(outcome: string): Problem {
  return problem('outcome-invalid', { outcome: printable(outcome).slice(0, maxShownCharacters) });
}

export function reasonInvalid(length: number, maxLength: number): Problem {
  return problem('reason-invalid', { length, maxLength });
}

export function untilInvalid(until: string, fault: 'no-date' | 'past' | 'not-intended'): Problem {
  return problem('until-invalid', { until: printable(until).slice(0, maxShownCharacters), fault });
}

export function teamInvalid(fault: 'missing' | 'too-long' | 'not-for-outcome'): Problem {
  return problem('team-invalid', { fault, maxCharacters: maxTeamCharacters });
}

export function fieldsTooMany(count: number, maxCount: number): Problem {
  return problem('fields-too-many', { count, maxCount });
}

export function reviewWithdrawn(ticket: string): Problem {
  return problem('review-withdrawn', { ticket });
}

export function nothingToUndo(ticket: string): Problem {
  return problem('nothing-to-undo', { ticket });
}

export function commentNotUndone(ticket: string): Problem {
  return problem('comment-not-undone', { ticket });
}

export function undoTooEarly(ticket: string): Problem {
  return problem('undo-too-early', { ticket });
}

export function notInConflict(ticket: string): Problem {
  return problem('not-in-conflict', { ticket });
}

export function reviewNotKept(ticket: string): Problem {
  return problem('review-not-kept', { ticket });
}

export function resolutionUnavailable(ticket: string, resolution: Resolution): Problem {
  return problem('resolution-unavailable', { ticket, resolution });
}

/** Another person moved the ticket since the action that the undo takes back. */
export function ticketChangedSince({ kind, to }: UndoneMove, ticket: TicketRecord): Problem {
  return problem('ticket-changed-since', { ...changed(ticket), left: printable(to.name), undone: kind });
}

/** Another person closed the ticket before the review arrived. The user decides whether that was right. */
export function ticketAlreadyDone(ticket: TicketRecord): Problem {
  return problem('ticket-already-done', changed(ticket));
}

/**
 * The ticket was closed before the review arrived, and is open again. The reason for reopening it is not
 * known.
 */
export function ticketReopened(ticket: TicketRecord): Problem {
  return problem('ticket-reopened', changed(ticket));
}

/** The ticket is not in review, so that there is nothing to decide: another person decided, or the developer took it back. */
export function ticketNotInReview({ kind }: { readonly kind: Decision }, ticket: TicketRecord): Problem {
  return problem('ticket-not-in-review', { ...changed(ticket), action: kind });
}

/** The ticket is no longer where the action moved it: another person may have moved it back. */
export function ticketMovedAway(
  { kind }: Pick<QueuedMove, 'kind'>,
  ticket: TicketRecord,
  step: ActionStep,
  move: SentMove | undefined,
): Problem {
  const target = printable(move?.to.name ?? '');
  return problem('ticket-moved-away', {
    ...changed(ticket),
    action: kind,
    before: step === 'move-sent' ? 'move-unanswered' : target === '' ? 'there' : 'moved',
    target,
  });
}

/** The ticket is where the action leads, and Jira does not accept the comment. */
export function commentRefused(
  { key, status }: TicketRecord,
  move: SentMove | undefined,
  refusal: Problem,
): Problem {
  const said = saidBy(refusal);
  return problem(
    'comment-refused',
    {
      ticket: key,
      status: printable(status.name),
      wasMoved: move !== undefined,
      refusal: refusalOf(refusal),
      ...(said !== undefined && { said }),
    },
    { cause: refusal },
  );
}

export function refusalOf({ code }: Problem): 'refused' | 'not-permitted' | 'no-ticket' {
  if (code === 'jira-access-denied') return 'not-permitted';
  return code === 'ticket-unknown' ? 'no-ticket' : 'refused';
}

/** Returns Jira's own words, if it gave any. */
export function saidBy({ facts }: Problem): string | undefined {
  return 'said' in facts && typeof facts.said === 'string' ? facts.said : undefined;
}

function changed({ key, status, updated }: TicketRecord): ChangedTicket {
  return { ticket: key, status: printable(status.name), updated };
}
