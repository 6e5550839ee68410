import type { FieldEntries } from './move-fields.ts';

/** The developer's result: fixed, intended as it is, or the work of another team. */
export const outcomes = ['fixed', 'intended', 'not-ours'] as const;
export type Outcome = (typeof outcomes)[number];

/** The actions that do not move a ticket: it is assigned to the user, commented, or due on another day. */
export const editKinds = ['assign', 'comment', 'due'] as const;
export type EditKind = (typeof editKinds)[number];
/**
 * An action of a person on a ticket: a developer's review, a reviewer's decision about it, an edit, or the undoing of one of
 * these.
 */
export const actionKinds = ['review', 'approve', 'send-back', 'undo', ...editKinds] as const;
export type ActionKind = (typeof actionKinds)[number];
export function isEditKind(kind: ActionKind): kind is EditKind {
  return editKinds.some((each) => each === kind);
}

/** The actions that move a ticket from one state to another. */
export type CourseKind = Exclude<ActionKind, 'undo' | EditKind>;
export type Decision = Exclude<CourseKind, 'review'>;

/**
 * How a person resolves a conflict, besides withdrawing. `send-anyway`: again from the ticket as it is now.
 * `comment-only`: the reason is added as a comment, and the ticket is not moved.
 */
export const resolutions = ['send-anyway', 'comment-only'] as const;
export type Resolution = (typeof resolutions)[number];

/** A review or decision that Jira has not confirmed or has refused. */
export interface PendingReview {
  /** Names it in `resolveConflict`, `withdrawReview` and `undoAction`. */
  readonly id: string;
  readonly kind: ActionKind;
  /** Of a review. */
  readonly outcome?: Outcome;
  /** Of `intended`: the last day on which it is, `2027-01-31`; absent: without an end. */
  readonly until?: string;
  /** Of `not-ours`: the team whose work it is, in the developer's words. */
  readonly team?: string;
  /** Of a change of the due date: the day that the user wants, `2027-01-31`. */
  readonly due?: string;
  /** As the user wrote it, for copying. Empty for an approval or an assignment without one. */
  readonly reason: string;
  /** The values that the user gave for the fields of the move's screen. */
  readonly fields?: FieldEntries;
  /** The move that the user chose. */
  readonly transition?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** `conflict`: the user resolves it, in Jira, by reviewing again or by withdrawing; each sync run checks it again. */
  readonly state: 'waiting' | 'conflict';
  /** The ticket is or was moved: only the comment is missing. */
  readonly moved?: true;
  /** Why it waits or what prevents it, with both sides and the next step; in the session's language. */
  readonly note?: string;
  /** The stable code of the problem that `note` describes. */
  readonly code?: string;
  /** The steps with their times, oldest first. */
  readonly steps?: readonly StepView[];
  /** For a conflict: the ticket as Jira had it. */
  readonly found?: FoundTicketView;
  /** For a conflict: what can succeed now, besides withdrawing. Absent: nothing. */
  readonly resolutions?: readonly Resolution[];
}

/** The user's last act on a ticket, if it can be taken back now. */
export interface UndoableView {
  /** The id of the action. */
  readonly action: string;
  readonly kind: Exclude<ActionKind, 'undo'>;
  /** When it was made, or confirmed if it was sent; ISO 8601. */
  readonly at: string;
  /**
   * The name of the status that the ticket returns to, or the value that the edited field gets again (empty: none). Absent:
   * nothing of the action was sent, so it is withdrawn.
   */
  readonly backTo?: string;
}

/** A step of an action: `move-sent`, `edit-sent` and `comment-sent` are recorded before their request. */
export interface StepView {
  readonly step: 'queued' | 'move-sent' | 'moved' | 'edit-sent' | 'edited' | 'comment-sent';
  /** ISO 8601. */
  readonly at: string;
}

/** The other side of a conflict. */
export interface FoundTicketView {
  /** The name of its status. */
  readonly status: string;
  /** When the ticket changed last; ISO 8601. */
  readonly updated: string;
  /** When its status changed last, and who changed it, if the site's history shows it. */
  readonly movedAt?: string;
  readonly movedBy?: string;
  /** Of an edit: the field that another person changed. */
  readonly edited?: FoundEditView;
}

/** The value of an edited field as Jira had it. */
export interface FoundEditView {
  readonly field: 'assignee' | 'due';
  /** A name, or a day (`2027-01-31`). Absent: none. */
  readonly value?: string;
  /** When it changed last (ISO 8601), and who changed it, if the site's history shows it. */
  readonly at?: string;
  readonly by?: string;
}
