import { request, returns } from './message.ts';
import type { Outcome } from './pending-review.ts';
import { object, text } from './schema.ts';

/** AWS's answer about the finding of a ticket in review. */
export interface AwsView {
  readonly state: 'failing' | 'resolved';
  /** ISO 8601. Set if resolved. */
  readonly resolvedAt?: string;
  /** The last attempt did not read the finding's account and region, so the state may be out of date. */
  readonly unread?: true;
}

/** Like `AwsView`, with its age, which differs after every sync run. */
export interface AwsAnswerView extends AwsView {
  /** When AWS was last read completely there, ISO 8601. Absent: never. */
  readonly readAt?: string;
}

/** The developer's review, as Jira has it in a comment of the ticket. */
export interface GivenReviewView {
  readonly outcome: Outcome;
  /** Of `intended`: the last day on which it is, `2027-01-31`. */
  readonly until?: string;
  /** Of `not-ours`: the team whose work it is. */
  readonly team?: string;
  /** Plain text, as the developer wrote it. */
  readonly reason: string;
  /** Lines that Guardrail wrote below the reason. Plain text. */
  readonly evidence: readonly string[];
  /** The changes of the template that the developer attached: lines of a unified diff. Plain text. */
  readonly patch?: readonly string[];
  /** ISO 8601. Empty if the site does not report it. */
  readonly at: string;
  /** The display name of the comment's author. */
  readonly by?: string;
}

/** The reviewer's answer that sent the ticket back to its developer, as Jira has it in a comment of the ticket. */
export interface SentBackView {
  /** Plain text, as the reviewer wrote it. At most 2,000 characters. */
  readonly reason: string;
  /** ISO 8601. Empty if the site does not report it. */
  readonly at: string;
  /** The display name of the comment's author. */
  readonly by?: string;
}

/** Both sides of a reviewer's decision. */
export interface ReviewCase {
  /** Absent if none of the latest comments is a review by Guardrail that waits for an answer. */
  readonly review?: GivenReviewView;
  /** Only of a ticket at To Do whose last review was sent back. Absent with `review`. */
  readonly sentBack?: SentBackView;
  /** Absent if no finding is known for the ticket. */
  readonly aws?: AwsAnswerView;
}

/**
 * Returns what a reviewer needs for one ticket, or its developer after it was sent back: reads its latest comments with one call, unless they are known and the ticket is
 * unchanged. Sent when a person looks at the ticket, never for all tickets of a list.
 */
export const readReviewCase = request({
  method: 'guardrail/tickets/reviewCase',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
  }),
  result: returns<ReviewCase>(),
});
