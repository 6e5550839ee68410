import type { FieldEntries } from '#protocol/move-fields.ts';
import type { CourseKind, Outcome } from '#protocol/pending-review.ts';
import type { TicketState } from '#protocol/tickets.ts';
import type { ReviewEvidence } from '../evidence/review-evidence.ts';

interface ActionBase {
  /** Unique; also the identity of its comment in Jira. */
  readonly id: string;
  readonly ticket: string;
  /** Plain text, trimmed, at most 2,000 characters. Empty only for an approval, which then comments nothing, and for an undo. */
  readonly reason: string;
  /**
   * The move that the person chose: its id, its name or the name of its target. Absent: Guardrail chooses.
   */
  readonly transition?: string;
  /** Values for the fields of that move's screen, by the id or the name of the field. */
  readonly fields?: FieldEntries;
  /**
   * Moves to make first, in their order, because no move leads there directly: each its id, its name or the name of its
   * target. The person confirmed them.
   */
  readonly via?: readonly string[];
  /** The person resolved a conflict with the comment alone: the ticket is not moved. */
  readonly commentOnly?: true;
  /** The person resolved a conflict by sending it again, and has seen what another person did. */
  readonly anyway?: true;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A developer says what was done about the finding, and hands the ticket over to the reviewer. */
export interface Review extends ActionBase {
  readonly kind: 'review';
  readonly outcome: Outcome;
  /** Of `intended`: the last day on which it is, `2027-01-31`. */
  readonly until?: string;
  /** Of `not-ours`: the team whose work it is. */
  readonly team?: string;
  /** Absent: the review was written by a version that kept none. */
  readonly evidence?: ReviewEvidence;
}

/** A reviewer agrees: the ticket is done. */
export interface Approval extends ActionBase {
  readonly kind: 'approve';
}

/** A reviewer does not agree: the ticket is the developer's again. */
export interface SendBack extends ActionBase {
  readonly kind: 'send-back';
}

/** A person takes back an own action: the ticket returns to the status that it had before. */
export interface Undo extends ActionBase {
  readonly kind: 'undo';
  readonly undoes: UndoneAction;
}

/** The confirmed action that an `Undo` takes back. */
export interface UndoneAction {
  /** Its id. */
  readonly action: string;
  readonly kind: CourseKind;
  /** The status before its move. */
  readonly from: StatusOfMove;
  /** The status after its move. */
  readonly to: StatusOfMove;
  /** The ticket's `updated` after the user's last action. A later move is another person's. */
  readonly updated: string;
}

export interface StatusOfMove {
  readonly statusId: string;
  readonly name: string;
}

/** An act of a person on a ticket. It moves the ticket and comments it. */
export type TicketAction = Review | Approval | SendBack | Undo;

/** The state that a ticket has before each kind of action, and the state that the action moves it to. */
export const courseOf: Readonly<
  Record<CourseKind, { readonly from: TicketState; readonly to: TicketState }>
> = {
  review: { from: 'todo', to: 'review' },
  approve: { from: 'review', to: 'done' },
  'send-back': { from: 'review', to: 'todo' },
};
