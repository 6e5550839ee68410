import { request, returns } from './message.ts';
import { fieldEntry } from './move-fields.ts';
import { type ActionKind, type Outcome, resolutions, type StepView } from './pending-review.ts';
import type { ReviewResult } from './reviews.ts';
import { choice, list, nothing, object, optional, record, text } from './schema.ts';
import type { TicketView } from './tickets.ts';

/** `withdrawn`: nothing of it was sent. The others are those of a review. */
export type UndoResult = ReviewResult | { readonly result: 'withdrawn'; readonly ticket: TicketView };

/** Takes back the user's last act on a ticket: withdraws it, or moves the ticket back if Jira has confirmed it. */
export const undoAction = request({
  method: 'guardrail/tickets/undo',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
    /** The id of the action (`PastAction.id`): refused if it is not the last one. */
    action: optional(text()),
    /** Plain text, at most `maxReasonCharacters` characters. */
    reason: optional(text()),
    /** The move to take, if Jira offers several: its id or its name. */
    transition: optional(text()),
    /** Values for the fields of the move's screen, as those of a review. */
    fields: optional(record(fieldEntry)),
  }),
  result: returns<UndoResult>(),
});

/** Resolves a conflict as the user chose. `withdrawReview` is the third choice. */
export const resolveConflict = request({
  method: 'guardrail/tickets/resolve',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
    /** The id of the action in conflict. Absent: the first one of the ticket. */
    review: optional(text()),
    resolution: choice(resolutions),
    /** The move to take, if Jira offers several: its id, its name or the name of its target. */
    transition: optional(text()),
    /** Values for the fields of the move's screen, as those of a review. */
    fields: optional(record(fieldEntry)),
    /** Moves to make first, as those of a review. */
    via: optional(list(text())),
  }),
  result: returns<ReviewResult>(),
});

/** An action that Jira confirmed in the last two weeks. */
export interface PastAction {
  readonly id: string;
  readonly ticket: string;
  /** Origin of the Jira site. */
  readonly site: string;
  readonly kind: ActionKind;
  /** Of a review. */
  readonly outcome?: Outcome;
  /** Of a change of the due date: the day. */
  readonly due?: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly state: 'confirmed';
  /** ISO 8601. */
  readonly confirmedAt: string;
  /** The name of the ticket's status then. */
  readonly status: string;
  readonly steps: readonly StepView[];
  /** It was taken back. */
  readonly undone?: true;
}

/** The confirmed actions for every site, the latest first; at most 1,000. */
export const listPastActions = request({
  method: 'guardrail/reviews/past',
  sender: 'client',
  params: nothing,
  result: returns<{ past: PastAction[] }>(),
});
