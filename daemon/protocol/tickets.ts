import { request, returns, windowNotification } from './message.ts';
import type { PendingReview } from './pending-review.ts';
import { nothing } from './schema.ts';

/** The state of a ticket, independent of the names of a site's statuses. */
export type TicketState = 'todo' | 'review' | 'done';

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
  /** The finding it tracks; absent if none was recognized. */
  readonly finding?: string;
  readonly match?: 'label' | 'text';
  /** Absent if no review is pending. */
  readonly pending?: PendingReview;
}

/** The team's tickets. Later changes are relative to a window's first list. */
export const listTickets = request({
  method: 'guardrail/tickets/list',
  sender: 'client',
  params: nothing,
  result: returns<{ version: number; tickets: TicketView[] }>(),
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
  /**
   * `label`: the ticket has the finding's label. `text`: its text has the finding's account, resource and rule, so it
   * probably tracks the finding. Every screen says so, and `stateOfFinding` ignores it.
   */
  readonly match: 'label' | 'text';
  /** A review of it that Jira has not confirmed; `TicketView.pending` says more. */
  readonly review?: 'waiting' | 'conflict';
}
