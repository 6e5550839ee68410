import type { Note, StoredNote } from '../../problems/note.ts';
import type { TicketChange, TicketMove, TicketRecord, TicketStatus } from '../ticket.ts';
import type {
  EditedField,
  EditedValue,
  EditingAction,
  MovingAction,
  StatusOfMove,
  TicketAction,
} from './action.ts';

/**
 * Each step is written to disk before its request is sent, so that it is known which requests may have taken
 * effect.
 */
export const actionSteps = ['queued', 'move-sent', 'moved', 'edit-sent', 'edited', 'comment-sent'] as const;
export type ActionStep = (typeof actionSteps)[number];

/** A move that was sent: the ticket's status before it, and after it. */
export interface SentMove {
  readonly from: { readonly statusId: string; readonly name?: string; readonly updated: string };
  readonly to: { readonly statusId: string; readonly name: string };
  /** Jira requires a comment for this move, so the review's comment is sent with the move. */
  readonly withComment?: true;
  /** The move is a step on the way. While the action is `queued`, the step is done and the ticket stands at `to`. */
  readonly isStep?: true;
  /** The number of steps that were done before this move. Absent: none. */
  readonly passed?: number;
}

/** An edit that was sent: the field's value before it, and after it. */
export interface SentEdit {
  readonly field: EditedField;
  readonly from: EditedValue;
  readonly to: EditedValue;
  /** The ticket's `updated` before it. */
  readonly updated: string;
}

export interface ActionProgress {
  readonly step: ActionStep;
  /** Absent if no move was sent yet, or if another person had already moved the ticket to review. */
  readonly move?: SentMove;
  /** Absent if no edit was sent yet, or if the field already had the value. */
  readonly edit?: SentEdit;
  /** The status before the action's first move. Absent if it sent none. */
  readonly startedFrom?: StatusOfMove;
}

/** An action with its progress, before Jira has confirmed it. */
export type QueuedAction = QueuedMove | QueuedEdit;
export type QueuedMove = MovingAction & ActionProgress & QueueState;
export type QueuedEdit = EditingAction & ActionProgress & QueueState;

export interface QueueState {
  /** `conflict`: sending it again would not help. The user resolves it. */
  readonly state: 'waiting' | 'conflict';
  /** Why it still waits, or the conflict. An older version may have stored it with its sentences. */
  readonly note?: StoredNote;
  /** The code of the Problem that `note` describes. */
  readonly code?: string;
  /** The steps with their times, oldest first. */
  readonly steps: readonly StepTime[];
  /** For a conflict: the ticket as Jira had it then. */
  readonly found?: FoundTicket;
}

/** The other side of a conflict. */
export interface FoundTicket {
  readonly status: TicketStatus;
  /** ISO 8601. */
  readonly updated: string;
  /** The last change of its status, if the site's history shows it. */
  readonly lastMove?: TicketMove;
  /** The field that an edit found changed. */
  readonly edited?: FoundEdit;
}

export interface FoundEdit {
  readonly field: EditedField;
  readonly value: EditedValue;
  /** The last change of the field, if the site's history shows it. */
  readonly lastChange?: TicketChange;
}

/** A step of an action and the time at which it was recorded. */
export interface StepTime {
  readonly step: ActionStep;
  /** ISO 8601. */
  readonly at: string;
}

/** An action that Jira confirmed. */
export interface PastAction {
  readonly action: TicketAction;
  /** Oldest first. The last one was recorded before the last request. */
  readonly steps: readonly StepTime[];
  /** ISO 8601. */
  readonly confirmedAt: string;
  /** The ticket when the action was confirmed. */
  readonly after: StatusOfMove & { readonly updated: string };
  /** The statuses before and after the action's own move. Absent if it moved nothing. */
  readonly moved?: { readonly from: StatusOfMove; readonly to: StatusOfMove };
  /** The action's own edit. Absent if it edited nothing. */
  readonly edited?: SentEdit;
  /** The id of the undo that took it back. */
  readonly undoneBy?: string;
}

/** Actions that Jira has not confirmed, kept on disk. Each call is durable when it returns. */
export interface ActionOutbox {
  /** Adds the action, in place of the actions that it replaces. Without `progress`, nothing was sent. */
  add(action: TicketAction, progress?: ActionProgress, replaces?: readonly string[]): void;
  /** Returns the actions in the order in which they were made. */
  list(): QueuedAction[];
  find(id: string): QueuedAction | undefined;
  /** Records a step before it is sent, and after its success is known. */
  record(id: string, progress: ActionProgress): void;
  /** Moves an action that Jira confirmed to the past actions. An undo also marks the action that it took back. */
  confirm(id: string, ticket: TicketRecord): void;
  /** Removes an action without a trace. */
  settle(id: string): void;
  conflict(id: string, note: Note, code?: string, found?: FoundTicket): void;
  postpone(id: string, note: Note, code?: string): void;
  /** Forgets every action of a ticket. */
  withdraw(ticket: string): void;
  /** Returns the confirmed actions, the latest first: of one ticket, or of all. */
  past(ticket?: string): PastAction[];
}

/** A kept action with the site that it was written for. */
export interface SiteAction {
  /** Origin of the Jira site. */
  readonly site: string;
  readonly review: QueuedAction;
}

/** A past action with its site. */
export interface SitePastAction {
  /** Origin of the Jira site. */
  readonly site: string;
  readonly past: PastAction;
}
