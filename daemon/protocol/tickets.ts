import type { TicketState } from './findings.ts';

/** What the developer found: mended, or meant to be so. */
export const outcomes = ['fixed', 'intended'] as const;
export type Outcome = (typeof outcomes)[number];

/** A Jira issue that tracks one finding. */
export interface TicketView {
  readonly key: string;
  readonly url: string;
  readonly summary: string;
  readonly status: string;
  readonly state: TicketState;
  readonly priority?: string;
  readonly due?: string;
  readonly assignee?: string;
  /** The finding it tracks; absent where none was recognised. */
  readonly finding?: string;
  readonly match?: 'label' | 'text';
  /** A review that Jira has not confirmed yet, or refused. */
  readonly pending?: PendingReview;
}

export interface PendingReview {
  readonly outcome: Outcome;
  readonly state: 'waiting' | 'conflict';
  /** Why it still waits or what is in the way; in the session's language. */
  readonly note?: string;
}

export interface ReviewParams {
  readonly ticket: string;
  /** The page of the ticket that the person saw: where the daemon has moved to another site meanwhile, it refuses. */
  readonly url?: string;
  readonly outcome: Outcome;
  /** Why; 1 to `maxReasonLength` characters of plain text after `reasonText`. */
  readonly reason: string;
}

/** `confirmed`: Jira moved the ticket. `waiting`: kept and sent when Jira answers again. */
export interface ReviewResult {
  readonly result: 'confirmed' | 'waiting';
  readonly ticket: TicketView;
  readonly note?: string;
}
