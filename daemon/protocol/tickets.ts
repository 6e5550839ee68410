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
  /** As the user wrote it, for copying. */
  readonly reason: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** `conflict`: a person resolves it, in Jira, by reviewing again or by withdrawing; each sync run looks at it again. */
  readonly state: 'waiting' | 'conflict';
  /** The ticket is in review, or was: only the comment is missing. */
  readonly moved?: true;
  /** Why it still waits or what is in the way, with both sides and the next step; in the session's language. */
  readonly note?: string;
  /** The stable code of the problem that `note` describes. */
  readonly code?: string;
}

/** A review that Jira has not confirmed, wherever it belongs. */
export interface KeptReview extends PendingReview {
  readonly id: string;
  /** The ticket's key. */
  readonly ticket: string;
  /** Origin of the Jira site that it was written for. */
  readonly site: string;
  /** The ticket's page on that site. */
  readonly url: string;
  /** Whether that is the site in use: only then it is sent. */
  readonly current: boolean;
  /** Whether a ticket of the team's list shows it (`TicketView.pending`). */
  readonly shown: boolean;
}

/** A move that Jira offers: in `error.data.choices` of a Problem `move-ambiguous`. */
export interface MoveChoice {
  readonly id: string;
  readonly name: string;
  /** The name of the status that it leads to. */
  readonly to: string;
}

export interface ReviewParams {
  readonly ticket: string;
  /** The page of the ticket that the person saw: where the daemon has moved to another site meanwhile, it refuses. */
  readonly url?: string;
  readonly outcome: Outcome;
  /** Why; 1 to `maxReasonLength` characters of plain text after `reasonText`. */
  readonly reason: string;
  /** The move to take, if Jira offers several: its id, its name or the name of its target. */
  readonly transition?: string;
}

/** `confirmed`: Jira moved the ticket. `waiting`: kept and sent when Jira answers again. */
export interface ReviewResult {
  readonly result: 'confirmed' | 'waiting';
  readonly ticket: TicketView;
  readonly note?: string;
}
