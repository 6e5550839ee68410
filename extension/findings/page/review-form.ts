import { l10n } from 'vscode';
import { isReviewable } from '#protocol/findings.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { AskedMove, Draft, ReviewForm } from '../../../webview/finding/protocol.ts';
import { intendedDays } from '../../tickets/review/intended-days.ts';
import { isWritable, readOnlySentence } from '../../tickets/review/may-write.ts';
import { reviewTexts } from './review-texts.ts';

export interface ReviewFormInput {
  readonly draft: Draft | undefined;
  /** Names of teams that the user may mean. */
  readonly teams: readonly string[];
  /** As far as it is known what Jira asks for. */
  readonly move: AskedMove | undefined;
  /** Absent if the user's setting does not offer them, or until they were read. */
  readonly changes?: ReviewForm['changes'] | undefined;
  /** A review is being sent from this form: it stays open, although the ticket waits for Jira. */
  readonly isHeld?: boolean;
}

/** Returns whether a review of the ticket can be sent from this window. */
export function isOpen(ticket: ReviewedTicket): boolean {
  return isReviewable(ticket) && isWritable();
}

/** Returns the form for this ticket: what the user can send now, or why the ticket cannot be moved. */
export function reviewFormOf(
  ticket: ReviewedTicket,
  { draft, teams, move, changes, isHeld = false }: ReviewFormInput,
): ReviewForm {
  const { key, status, pending } = ticket;
  const note = isHeld ? undefined : noteOf(ticket);
  return {
    ticket: key,
    open: isOpen(ticket) || isHeld,
    kept: isReviewable(ticket)
      ? l10n.t('Your text is saved:')
      : l10n.t('{0} is now "{1}", and this review was not sent. Your text is saved:', key, status),
    ...(note !== undefined && { note }),
    ...(draft && { draft }),
    ...(pending?.state === 'conflict' &&
      pending.outcome !== undefined && {
        preset: {
          ...{ id: pending.createdAt, outcome: pending.outcome, reason: pending.reason },
          ...(pending.until !== undefined && { until: pending.until }),
          ...(pending.team !== undefined && { team: pending.team }),
          ...(pending.fields && { fields: pending.fields }),
        },
      }),
    days: intendedDays(new Date()),
    teams,
    ...(move && { move }),
    ...(changes && { changes }),
    texts: reviewTexts(),
  };
}

/** The section of the pending action says what happened; this says what the form is for. */
function noteOf(ticket: ReviewedTicket): string | undefined {
  if (!isReviewable(ticket)) return undefined;
  if (!isWritable()) return readOnlySentence();
  return ticket.review === 'conflict'
    ? l10n.t('You can also change your review here and send it again.')
    : undefined;
}
