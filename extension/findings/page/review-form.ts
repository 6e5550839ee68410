import { l10n, workspace } from 'vscode';
import { isReviewable } from '#protocol/findings.ts';
import type { PendingReview } from '#protocol/pending-review.ts';
import type { AskedMove, Draft, ReviewForm } from '../../../webview/finding/protocol.ts';
import { intendedDays } from '../../tickets/review/intended-days.ts';
import { pendingLabel } from '../../tickets/review/pending.ts';
import type { ReviewedTicket } from '../../tickets/review/reviewable.ts';
import { reviewTexts } from './review-texts.ts';

export interface ReviewFormInput {
  readonly draft: Draft | undefined;
  /** Names of teams that the user may mean. */
  readonly teams: readonly string[];
  /** As far as it is known what Jira asks for. */
  readonly move: AskedMove | undefined;
  /** A review is being sent from this form: it stays open, although the ticket waits for Jira. */
  readonly isHeld?: boolean;
}

/** Returns whether a review of the ticket can be sent from this window. */
export function isOpen(ticket: ReviewedTicket): boolean {
  return isReviewable(ticket) && workspace.isTrusted;
}

/** Returns the form for this ticket: what the user can send now, or why the ticket cannot be moved. */
export function reviewFormOf(
  ticket: ReviewedTicket,
  { draft, teams, move, isHeld = false }: ReviewFormInput,
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
    texts: reviewTexts(),
  };
}

function noteOf({ state, review, decision, pending }: ReviewedTicket): string | undefined {
  // The form of the decision says more about a ticket in review.
  if (decision && pending && state !== 'review')
    return [pendingLabel(pending), pending.note].filter(Boolean).join(': ');
  if (decision) return l10n.t('The ticket is in review or done.');
  if (review === 'waiting') return [pending?.note, waitingLine(pending)].filter(Boolean).join(' ');
  if (review === 'conflict') return `${pending?.note ?? conflictLine(pending)} ${againLine()}`;
  if (state !== 'todo') return l10n.t('The ticket is in review or done.');
  return workspace.isTrusted
    ? undefined
    : l10n.t('Restricted Mode is read-only. Trust this workspace to move tickets.');
}

function waitingLine(pending: PendingReview | undefined): string {
  return pending?.moved
    ? l10n.t('The ticket was moved. Your reason is added when Jira answers.')
    : l10n.t('The review is saved. Guardrail sends it when Jira answers.');
}

function conflictLine(pending: PendingReview | undefined): string {
  return pending?.moved
    ? l10n.t('The ticket was moved, but your reason was not added.')
    : l10n.t('Jira did not accept the review.');
}

function againLine(): string {
  return workspace.isTrusted
    ? l10n.t('Send it again below, or withdraw it with "Guardrail: Withdraw Review or Decision".')
    : l10n.t('Restricted Mode is read-only. Trust this workspace to send it again.');
}
