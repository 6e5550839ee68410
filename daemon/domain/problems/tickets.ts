/** Problems of reviews and of the moves of tickets. Names of statuses and moves are the site's, on one line. */
export interface TicketProblems {
  'ticket-key-invalid': { readonly key: string };
  'outcome-invalid': { readonly outcome: string };
  'reason-invalid': { readonly length: number; readonly maxLength: number };
  /** `offered`: absent if the name itself cannot be that of a move. */
  'move-unknown': {
    readonly move: string;
    readonly ticket?: string;
    readonly status?: string;
    readonly offered?: readonly MoveName[];
  };
  'no-move-to-review': TicketAtStatus & { readonly offered: readonly MoveName[] };
  'move-needs-fields': { readonly ticket: string; readonly move: string; readonly fields: readonly string[] };
  'move-ambiguous': { readonly ticket: string; readonly moves: readonly MoveName[] };
  'move-closes': { readonly ticket: string; readonly move: string; readonly to: string };
  'move-without-effect': TicketAtStatus & { readonly move: string };
  'review-withdrawn': { readonly ticket: string };
  'ticket-already-done': ChangedTicket;
  'ticket-reopened': ChangedTicket;
  'ticket-moved-away': ChangedTicket & {
    /** `move-unanswered`: the move was sent, and no response came; `in-review`: another person had moved the ticket. */
    readonly before: 'move-unanswered' | 'moved' | 'in-review';
    /** The status that the review's move leads to; empty without a move. */
    readonly target: string;
  };
  /** `said`: Jira's own words on one line. */
  'comment-refused': TicketAtStatus & {
    readonly wasMoved: boolean;
    readonly refusal: 'refused' | 'not-permitted' | 'no-ticket';
    readonly said?: string;
  };
}

export interface MoveName {
  readonly name: string;
  readonly to: string;
}

export interface TicketAtStatus {
  readonly ticket: string;
  readonly status: string;
}

export interface ChangedTicket extends TicketAtStatus {
  /** When the ticket changed last; ISO 8601. */
  readonly updated: string;
}
