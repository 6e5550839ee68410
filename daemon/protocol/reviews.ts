import { request, returns } from './message.ts';
import { fieldEntry } from './move-fields.ts';
import { type Decision, outcomes, type PendingReview } from './pending-review.ts';
import { choice, list, nothing, object, optional, record, text, type ValueOf } from './schema.ts';
import type { TicketView } from './tickets.ts';

/** A review that Jira has not confirmed, whatever site it is for. */
export interface KeptReview extends PendingReview {
  /** The ticket's key. */
  readonly ticket: string;
  /** Origin of the Jira site that it was written for. */
  readonly site: string;
  /** The ticket's page on that site. */
  readonly url: string;
  /** Whether that is the site in use: only then is the review sent. */
  readonly current: boolean;
  /** Whether a ticket of the team's list shows it (`TicketView.pending`). */
  readonly shown: boolean;
}

/** Characters of the name of another team. */
export const maxTeamCharacters = 100;

export const reviewParams = object({
  /** A key. */
  ticket: text(),
  /** The page of the ticket that the user saw: if the daemon now uses another site, it refuses. */
  url: optional(text()),
  outcome: choice(outcomes),
  /** Plain text, 1 to `maxReasonCharacters` characters after `reasonText`. */
  reason: text(),
  /** Of `intended`: the last day on which it is, `2027-01-31`. Absent: without an end. */
  until: optional(text()),
  /** Of `not-ours`: the team whose work it is, 1 to `maxTeamCharacters` characters. */
  team: optional(text()),
  /**
   * Of `fixed`: the comment has the changes of the template that declares the resource, as a diff against its branch's beginning.
   * The `id` of the changes that the user saw (see `readReviewPatch`): refused if they are others now.
   */
  patch: optional(text({ minCharacters: 1, maxCharacters: 64 })),
  /** The move to take, if Jira offers several: its id, its name or the name of its target. */
  transition: optional(text()),
  /** Values for the fields of the move's screen, by the id or the name of the field; at most `maxFilledFields`. */
  fields: optional(record(fieldEntry)),
  /**
   * Moves to make first, in their order, because none leads to a review directly (see `ProblemData.ways`): each its id, its
   * name or the name of its target. At most 5.
   */
  via: optional(list(text())),
});
export type ReviewParams = ValueOf<typeof reviewParams>;

/** `confirmed`: Jira moved the ticket. `waiting`: kept and sent when Jira answers again. */
export interface ReviewResult {
  readonly result: 'confirmed' | 'waiting';
  /** The id of the action, with which `undoAction` takes it back and no later one. */
  readonly action: string;
  readonly ticket: TicketView;
  readonly note?: string;
}

/** "I checked this". The answer comes when Jira confirmed, or when the review is kept for later. */
export const reviewTicket = request({
  method: 'guardrail/tickets/review',
  sender: 'client',
  params: reviewParams,
  result: returns<ReviewResult>(),
});

/** The changes of a template, as the comment of a review has them. All texts are plain. */
export interface ReviewPatchView {
  /** The SHA-256 of everything that this shows, in hexadecimal digits: other changes have another id. */
  readonly id: string;
  /** Relative to the root of the checkout, with `/`. */
  readonly file: string;
  /** The other side of the comparison: a branch, or a short hash. */
  readonly base: string;
  /** A unified diff without a header, at most 120 lines and 8,000 characters. Values that look like secrets are hidden. */
  readonly text: string;
  readonly added: number;
  readonly removed: number;
  /** The number of lines with a hidden value. */
  readonly hidden: number;
  readonly isCut: boolean;
}

/** Returns the changes that a review with `patch` would attach, so that the user sees them before. Sends nothing. */
export const readReviewPatch = request({
  method: 'guardrail/tickets/reviewPatch',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
  }),
  result: returns<ReviewPatchView>(),
});

export const decisions = ['approve', 'send-back'] as const satisfies readonly Decision[];

export const decisionParams = object({
  /** A key. */
  ticket: text(),
  /** The page of the ticket that the user saw: if the daemon now uses another site, it refuses. */
  url: optional(text()),
  decision: choice(decisions),
  /** Plain text, at most `maxReasonCharacters` characters after `reasonText`. Only an approval may be without one. */
  reason: text(),
  /** The move to take, if Jira offers several: its id, its name or the name of its target. */
  transition: optional(text()),
  /** As those of a review. */
  fields: optional(record(fieldEntry)),
});
export type DecisionParams = ValueOf<typeof decisionParams>;

/** The reviewer's answer to a review: done, or back to the developer. The answer comes as that of `reviewTicket`. */
export const decideTicket = request({
  method: 'guardrail/tickets/decide',
  sender: 'client',
  params: decisionParams,
  result: returns<ReviewResult>(),
});

/** Withdraws a review that waits or is in conflict. The result has no ticket if the team's list does not have it. */
export const withdrawReview = request({
  method: 'guardrail/tickets/withdraw',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
    /** Only the review with this id, whatever site it is for. */
    review: optional(text()),
  }),
  result: returns<{ ticket?: TicketView }>(),
});

/** The reviews that Jira has not confirmed, for every site, in the order in which they were made. */
export const listReviews = request({
  method: 'guardrail/reviews/list',
  sender: 'client',
  params: nothing,
  result: returns<{ reviews: KeptReview[] }>(),
});
