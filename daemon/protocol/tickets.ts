import type { DivergenceView } from './divergence.ts';
import type { AwsView } from './given-review.ts';
import { request, returns, windowNotification } from './message.ts';
import type { Decision, PendingReview, UndoableView } from './pending-review.ts';
import { choice, nothing, object, optional, text } from './schema.ts';

/** The state of a ticket, independent of the names of a site's statuses. */
export type TicketState = 'todo' | 'review' | 'done';

/**
 * How a ticket and a finding belong together. Certain: `label`, the ticket has the finding's label; `link`, it has a remote
 * link with the finding's id; `confirmed`, a person said so. Probable: `text`, its text names the finding's account, resource
 * and rule.
 */
export type TicketMatchKind = 'label' | 'link' | 'confirmed' | 'text';

/** Returns whether the ticket certainly tracks the finding. */
export function isCertainMatch(match: TicketMatchKind): boolean {
  return match !== 'text';
}

/** A Jira issue. It tracks one finding, several, or none that is known. */
export interface TicketView {
  readonly key: string;
  readonly url: string;
  readonly summary: string;
  readonly status: string;
  readonly state: TicketState;
  readonly priority?: string;
  readonly due?: string;
  readonly assignee?: string;
  /** The finding it tracks; absent if none was recognized. */
  readonly finding?: string;
  /** The findings it is about if there are several; then `finding` is absent. Keys, sorted, 100 at most. */
  readonly findings?: readonly string[];
  readonly match?: TicketMatchKind;
  /** Only of a ticket in review whose finding is known: what AWS says about it now. */
  readonly aws?: AwsView;
  /** How the ticket and its finding disagree, the most important first; absent if they do not. */
  readonly divergences?: readonly DivergenceView[];
  /** Set if it is unknown whether its finding exists: not everything that the ticket may be about was read. */
  readonly findingUnknown?: true;
  /** Absent if no review is pending. */
  readonly pending?: PendingReview;
  /**
   * Set if it is at To Do although the last act from this computer moved it to review: `readReviewCase` says whether a reviewer
   * sent it back.
   */
  readonly cameBack?: true;
  /** Absent if `undoAction` has nothing to take back now. */
  readonly undo?: UndoableView;
}

/** The team's tickets. Later changes are relative to a window's first list. */
export const listTickets = request({
  method: 'guardrail/tickets/list',
  sender: 'client',
  params: nothing,
  result: returns<{ version: number; tickets: TicketView[] }>(),
});

/**
 * The user says whether a ticket tracks a finding: once, for everyone who uses this daemon's store. A confirmed ticket counts
 * like one with the finding's label. A rejected finding is not matched with the ticket by its text again. `forget` takes the
 * verdict back. A ticket with a finding's label or remote link needs none (`match-certain`).
 */
export const judgeMatch = request({
  method: 'guardrail/tickets/judge',
  sender: 'client',
  params: object({
    ticket: text({ minCharacters: 1, maxCharacters: 255 }),
    /** A key. Absent: the finding of the ticket's only verdict, which is forgotten. */
    finding: optional(text({ minCharacters: 1, maxCharacters: 4_096 })),
    verdict: choice(['confirmed', 'rejected', 'forget']),
  }),
  result: returns<{ ticket: TicketView; finding: string }>(),
});

/** Reports the changes since the window's list, or since the last notification. `removed`: keys. */
export const ticketsChanged = windowNotification<{
  version: number;
  changed: TicketView[];
  removed: string[];
}>('guardrail/tickets/changed');

/** The ticket as a finding shows it. */
export interface TicketOfFinding {
  readonly key: string;
  /** https, built from the configured site: never taken from ticket text. */
  readonly url: string;
  readonly status: string;
  readonly state: TicketState;
  readonly priority?: string;
  /** Calendar date, `2026-11-23`. */
  readonly due?: string;
  readonly assignee?: string;
  /** Every screen says that `text` is probable, and `stateOfFinding` ignores it. */
  readonly match: TicketMatchKind;
  /** The last day on which the finding is intended, `2027-01-31`; absent: without an end, or not intended. */
  readonly until?: string;
  /** Set if the ticket is done and that day is over: `stateOfFinding` does not count it as done. */
  readonly isOver?: true;
  /** Set if a label of the ticket says that the finding is intended without an end. */
  readonly intended?: true;
  /** Set if the ticket is about other findings, too: `stateOfFinding` ignores it. */
  readonly isShared?: true;
  /** A review or decision about it that Jira has not confirmed; `pending` says more. */
  readonly review?: 'waiting' | 'conflict';
  /** Set with `review`: a decision of a reviewer, or an undo. Absent: the developer's review. */
  readonly decision?: Decision | 'undo';
  /** As in `TicketView`. */
  readonly pending?: PendingReview;
  readonly undo?: UndoableView;
}
