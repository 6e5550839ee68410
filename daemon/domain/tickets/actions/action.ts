import type { FieldEntries } from '#protocol/move-fields.ts';
import { type CourseKind, type EditKind, editKinds, type Outcome } from '#protocol/pending-review.ts';
import type { TicketState } from '#protocol/tickets.ts';
import type { ReviewEvidence } from '../evidence/review-evidence.ts';

interface ActionBase {
  /** Unique; also the identity of its comment in Jira. */
  readonly id: string;
  readonly ticket: string;
  /**
   * Plain text, trimmed, at most 2,000 characters. Empty only for an approval or an assignment, which then comments
   * nothing, and for an undo.
   */
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

/** A value of a field that a person edits without moving the ticket. */
export interface EditedValue {
  /** A day (`2027-01-31`), or the id of a user. Absent if there is no value, or if only its name is known. */
  readonly id?: string;
  /** As the site shows it. Absent: no value. */
  readonly name?: string;
}

export type EditedField = 'assignee' | 'due';

/** A person takes a ticket: it is assigned to the signed-in account. */
export interface Assignment extends ActionBase {
  readonly kind: 'assign';
  /** The assignee that the person saw. Absent: the ticket was not known. */
  readonly seen?: EditedValue;
}

/** A person comments a ticket. */
export interface Comment extends ActionBase {
  readonly kind: 'comment';
}

/** A person changes the due date, and says why. */
export interface DueChange extends ActionBase {
  readonly kind: 'due';
  /** `2027-01-31` */
  readonly due: string;
  /** The person asked for a day that is over. */
  readonly mayBePast?: true;
  /** The due date that the person saw. Absent: the ticket was not known. */
  readonly seen?: EditedValue;
  /** The days of earlier changes that waited when this one was made. */
  readonly earlier?: readonly string[];
}

/** A person undoes their own move: the ticket returns to the status that it had before. */
export interface UndoneMoveAction extends ActionBase {
  readonly kind: 'undo';
  readonly undoes: UndoneMove;
}

/** A person undoes their own edit: the field gets the value that it had before. */
export interface UndoneEditAction extends ActionBase {
  readonly kind: 'undo';
  readonly undoes: UndoneEdit;
}

export type Undo = UndoneMoveAction | UndoneEditAction;

interface UndoneBase {
  /** Its id. */
  readonly action: string;
  /** The ticket's `updated` after the user's last action. A later change is another person's. */
  readonly updated: string;
}

/** The confirmed action whose move an `Undo` takes back. */
export interface UndoneMove extends UndoneBase {
  readonly kind: CourseKind;
  /** The status before its move. */
  readonly from: StatusOfMove;
  /** The status after its move. */
  readonly to: StatusOfMove;
}

/** The confirmed action whose edit an `Undo` takes back. */
export interface UndoneEdit extends UndoneBase {
  readonly kind: Exclude<EditKind, 'comment'>;
  /** The value before its edit. */
  readonly from: EditedValue;
  /** The value after its edit. */
  readonly to: EditedValue;
}

export interface StatusOfMove {
  readonly statusId: string;
  readonly name: string;
}

/** An action that moves the ticket, and comments it. */
export type MovingAction = Review | Approval | SendBack | UndoneMoveAction;
/** An action that does not move the ticket. */
export type EditingAction = Assignment | Comment | DueChange | UndoneEditAction;
/** An action of a person on a ticket. */
export type TicketAction = MovingAction | EditingAction;

/** Returns whether an action does not move its ticket. */
export function isEdit<Action extends TicketAction>(
  action: Action,
): action is Extract<Action, EditingAction> {
  const kind = action.kind === 'undo' ? action.undoes.kind : action.kind;
  return editKinds.some((each) => each === kind);
}

/** The state that a ticket has before each kind of action, and the state that the action moves it to. */
export const stateChangeOf: Readonly<
  Record<CourseKind, { readonly from: TicketState; readonly to: TicketState }>
> = {
  review: { from: 'todo', to: 'review' },
  approve: { from: 'review', to: 'done' },
  'send-back': { from: 'review', to: 'todo' },
};
