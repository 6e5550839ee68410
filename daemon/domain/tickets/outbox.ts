import type { Outcome } from '#protocol/pending-review.ts';
import type { Note, StoredNote } from '../problems/note.ts';

/** A developer's action on a ticket, before Jira has confirmed it. */
export interface Review {
  /** Unique; also the identity of its comment in Jira. */
  readonly id: string;
  readonly ticket: string;
  readonly outcome: Outcome;
  /** Plain text, 1 to 2,000 characters, trimmed. */
  readonly reason: string;
  /**
   * The move that the developer chose: its id, its name or the name of its target. Absent: Guardrail chooses.
   */
  readonly transition?: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/**
 * Each step is written to disk before its request is sent, so that it is known which requests may have taken
 * effect.
 */
export const reviewSteps = ['queued', 'move-sent', 'moved', 'comment-sent'] as const;
export type ReviewStep = (typeof reviewSteps)[number];

/** A move that was sent: the ticket's status before it, and after it. */
export interface SentMove {
  readonly from: { readonly statusId: string; readonly updated: string };
  readonly to: { readonly statusId: string; readonly name: string };
  /** Jira requires a comment for this move, so the review's comment is sent with the move. */
  readonly withComment?: true;
}

export interface ReviewProgress {
  readonly step: ReviewStep;
  /** Absent if no move was sent yet, or if another person had already moved the ticket to review. */
  readonly move?: SentMove;
}

export interface QueuedReview extends Review, ReviewProgress {
  /** `conflict`: sending it again would not help. The user resolves it. */
  readonly state: 'waiting' | 'conflict';
  /** Why it still waits, or the conflict. An older version may have stored it with its sentences. */
  readonly note?: StoredNote;
  /** The code of the Problem that `note` describes. */
  readonly code?: string;
}

/** Reviews that Jira has not confirmed, kept on disk. Each call is durable when it returns. */
export interface ReviewOutbox {
  /** Replaces an earlier review of the same ticket. Without `progress`, nothing was sent. */
  add(review: Review, progress?: ReviewProgress): void;
  /** Returns the reviews in the order in which they were made. */
  list(): QueuedReview[];
  find(id: string): QueuedReview | undefined;
  /** Records a step before it is sent, and after its success is known. */
  record(id: string, progress: ReviewProgress): void;
  /** Removes a review that is finished. */
  settle(id: string): void;
  conflict(id: string, note: Note, code?: string): void;
  postpone(id: string, note: Note, code?: string): void;
  withdraw(ticket: string): void;
}

/** A kept review with the site that it was written for. */
export interface SiteReview {
  /** Origin of the Jira site. */
  readonly site: string;
  readonly review: QueuedReview;
}
