import type { PastAction } from '#protocol/outbox.ts';
import type {
  FoundEditView,
  FoundTicketView,
  PendingReview,
  Resolution,
  UndoableView,
} from '#protocol/pending-review.ts';
import type { KeptReview } from '#protocol/reviews.ts';
import type { Locale } from '../../base/text.ts';
import { isEdit, type Review } from '../../domain/tickets/actions/action.ts';
import { resolutionsOf } from '../../domain/tickets/actions/conflict.ts';
import type {
  FoundEdit,
  FoundTicket,
  QueuedAction,
  SitePastAction,
} from '../../domain/tickets/actions/outbox.ts';
import type { Undoable } from '../../domain/tickets/actions/undo.ts';
import type { StatusNames } from '../../domain/tickets/ticket.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import { sayNote } from '../texts/say.ts';

/**
 * Returns a review that Jira has not confirmed as its ticket shows it.
 * @param resolutions What can succeed for it now, if it is a conflict.
 */
export function pendingView(
  review: QueuedAction,
  locale: Locale,
  resolutions: readonly Resolution[] = [],
): PendingReview {
  const { id, kind, reason, fields, transition, createdAt, state, step, note, code, steps, found } = review;
  return {
    id,
    kind,
    ...(review.kind === 'review' && termsOf(review)),
    ...(review.kind === 'due' && { due: review.due }),
    reason,
    ...(fields && { fields }),
    ...(transition !== undefined && { transition }),
    createdAt,
    state,
    ...(!isEdit(review) && (step === 'moved' || step === 'comment-sent') && { moved: true as const }),
    ...(note && { note: sayNote(note, locale) }),
    ...(code !== undefined && { code }),
    steps,
    ...(state === 'conflict' && found && { found: foundView(found) }),
    ...(resolutions.length > 0 && { resolutions }),
  };
}

export function undoableView({ action, kind, at, moved, edited }: Undoable): UndoableView {
  if (edited) return { action, kind, at, backTo: edited.from.name ?? '' };
  return { action, kind, at, ...(moved && { backTo: moved.from.name }) };
}

function foundView({ status, updated, lastMove, edited }: FoundTicket): FoundTicketView {
  return {
    status: status.name,
    updated,
    ...(lastMove && { movedAt: lastMove.at }),
    ...(lastMove?.by !== undefined && { movedBy: lastMove.by }),
    ...(edited && { edited: foundEditView(edited) }),
  };
}

function foundEditView({ field, value, lastChange }: FoundEdit): FoundEditView {
  return {
    field,
    ...(value.name !== undefined && { value: value.name }),
    ...(lastChange && { at: lastChange.at }),
    ...(lastChange?.by !== undefined && { by: lastChange.by }),
  };
}

/** Returns an action that Jira confirmed. */
export function pastView({ site, past }: SitePastAction): PastAction {
  const { action, steps, confirmedAt, after, undoneBy } = past;
  const { id, ticket, kind, reason, createdAt } = action;
  return {
    ...{
      id,
      ticket,
      site,
      kind,
      reason,
      createdAt,
      state: 'confirmed',
      confirmedAt,
      status: after.name,
      steps,
    },
    ...(action.kind === 'review' && { outcome: action.outcome }),
    ...(action.kind === 'due' && { due: action.due }),
    ...(undoneBy !== undefined && { undone: true as const }),
  };
}

function termsOf({ outcome, until, team }: Review): Pick<PendingReview, 'outcome' | 'until' | 'team'> {
  return { outcome, ...(until !== undefined && { until }), ...(team !== undefined && { team }) };
}

/** The reader's language, and the page of a ticket on a site. */
export interface ReviewsViewer {
  readonly locale: Locale;
  readonly statuses: StatusNames;
  urlOf(ticket: string, site: string): string;
}

/** Returns the reviews of every site, in the order in which they were made. */
export function keptReviews({ reviews, tickets }: Snapshot, viewer: ReviewsViewer): KeptReview[] {
  if (reviews.length === 0) return [];
  const listed = new Map(tickets.map((ticket) => [ticket.key, ticket]));
  const resolutions = (review: QueuedAction) =>
    resolutionsOf(review, listed.get(review.ticket), viewer.statuses);
  return reviews.map(({ site, review, current }) => ({
    ...pendingView(review, viewer.locale, current ? resolutions(review) : []),
    ticket: review.ticket,
    site,
    url: viewer.urlOf(review.ticket, site),
    current,
    shown: current && listed.has(review.ticket),
  }));
}
