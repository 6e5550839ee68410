import type { FieldEntries } from '#protocol/move-fields.ts';
import type { ActionKind, Outcome } from '#protocol/pending-review.ts';
import type { TicketState } from '#protocol/tickets.ts';
import type { ReviewEvidence } from '../evidence/review-evidence.ts';

interface ActionBase {
  /** Unique; also the identity of its comment in Jira. */
  readonly id: string;
  readonly ticket: string;
  /** Plain text, trimmed, at most 2,000 characters. Only an approval may have an empty reason: then nothing is commented. */
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

/** An act of a person on a ticket. It moves the ticket to a state and comments it. */
export type TicketAction = Review | Approval | SendBack;

/** The state that a ticket has before each kind of action, and the state that the action moves it to. */
export const courseOf: Readonly<
  Record<ActionKind, { readonly from: TicketState; readonly to: TicketState }>
> = {
  review: { from: 'todo', to: 'review' },
  approve: { from: 'review', to: 'done' },
  'send-back': { from: 'review', to: 'todo' },
};
