import type { Note, StoredNote } from '../../problems/note.ts';
import type { TicketAction } from './action.ts';

/**
 * Each step is written to disk before its request is sent, so that it is known which requests may have taken
 * effect.
 */
export const actionSteps = ['queued', 'move-sent', 'moved', 'comment-sent'] as const;
export type ActionStep = (typeof actionSteps)[number];

/** A move that was sent: the ticket's status before it, and after it. */
export interface SentMove {
  readonly from: { readonly statusId: string; readonly updated: string };
  readonly to: { readonly statusId: string; readonly name: string };
  /** Jira requires a comment for this move, so the review's comment is sent with the move. */
  readonly withComment?: true;
  /** The move is a step on the way. While the action is `queued`, the step is done and the ticket stands at `to`. */
  readonly isStep?: true;
  /** The number of steps that were done before this move. Absent: none. */
  readonly passed?: number;
}

export interface ActionProgress {
  readonly step: ActionStep;
  /** Absent if no move was sent yet, or if another person had already moved the ticket to review. */
  readonly move?: SentMove;
}

/** An action with its progress, before Jira has confirmed it. */
export type QueuedAction = TicketAction & ActionProgress & QueueState;

export interface QueueState {
  /** `conflict`: sending it again would not help. The user resolves it. */
  readonly state: 'waiting' | 'conflict';
  /** Why it still waits, or the conflict. An older version may have stored it with its sentences. */
  readonly note?: StoredNote;
  /** The code of the Problem that `note` describes. */
  readonly code?: string;
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
  /** Removes an action that is finished. */
  settle(id: string): void;
  conflict(id: string, note: Note, code?: string): void;
  postpone(id: string, note: Note, code?: string): void;
  /** Forgets every action of a ticket. */
  withdraw(ticket: string): void;
}

/** A kept action with the site that it was written for. */
export interface SiteAction {
  /** Origin of the Jira site. */
  readonly site: string;
  readonly review: QueuedAction;
}
