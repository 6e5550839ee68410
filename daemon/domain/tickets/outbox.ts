import type { Outcome } from '#protocol/pending-review.ts';
import type { Note } from '../problems/note.ts';

/** A developer's act on a ticket, before Jira confirmed it. */
export interface Review {
  /** Unique; also the identity of its comment in Jira. */
  readonly id: string;
  readonly ticket: string;
  readonly outcome: Outcome;
  /** Plain text, 1 to 2,000 characters, trimmed. */
  readonly reason: string;
  /** The move that the developer chose: its id, its name or the name of its target. Absent: Guardrail chooses. */
  readonly transition?: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Each step is on disk before its request is sent, so that it is known what may have happened. */
export const reviewSteps = ['queued', 'move-sent', 'moved', 'comment-sent'] as const;
export type ReviewStep = (typeof reviewSteps)[number];

/** A move that was sent: what the ticket was before, and what it becomes. */
export interface SentMove {
  readonly from: { readonly statusId: string; readonly updated: string };
  readonly to: { readonly statusId: string; readonly name: string };
  /** Jira demands a comment for this move: the review's comment travels with it. */
  readonly withComment?: true;
}

export interface ReviewProgress {
  readonly step: ReviewStep;
  /** Absent while no move was sent, and if another person had moved the ticket to review before. */
  readonly move?: SentMove;
}

export interface QueuedReview extends Review, ReviewProgress {
  /** `conflict`: sending it again would not help; the user resolves it. */
  readonly state: 'waiting' | 'conflict';
  /** Why it still waits, or the conflict. An older version may have stored it with its sentences. */
  readonly note?: Note;
  /** The code of the Problem that `note` describes. */
  readonly code?: string;
}

/** Reviews that Jira has not confirmed, kept on disk: each call is durable when it returns. */
export interface ReviewOutbox {
  /** Replaces an earlier review of the same ticket. Without `progress` nothing was sent. */
  add(review: Review, progress?: ReviewProgress): void;
  /** In the order they were made. */
  list(): QueuedReview[];
  find(id: string): QueuedReview | undefined;
  /** Before a step is sent, and after its success is known. */
  record(id: string, progress: ReviewProgress): void;
  /** Removes a review that is done with. */
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
