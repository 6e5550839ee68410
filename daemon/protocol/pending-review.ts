/** The developer's result: fixed, or intended as it is. */
export const outcomes = ['fixed', 'intended'] as const;
export type Outcome = (typeof outcomes)[number];

/** A review that Jira has not confirmed or has refused. */
export interface PendingReview {
  readonly outcome: Outcome;
  /** As the user wrote it, for copying. */
  readonly reason: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** `conflict`: the user resolves it, in Jira, by reviewing again or by withdrawing; each sync run checks it again. */
  readonly state: 'waiting' | 'conflict';
  /** The ticket is or was in review: only the comment is missing. */
  readonly moved?: true;
  /** Why it waits or what prevents it, with both sides and the next step; in the session's language. */
  readonly note?: string;
  /** The stable code of the problem that `note` describes. */
  readonly code?: string;
}
