import type { FieldControl } from '#protocol/move-fields.ts';
import type { ActionKind, Decision, EditKind } from '#protocol/pending-review.ts';

/** Problems of reviews and of the moves of tickets. Names of statuses and moves are the site's, on one line. */
export interface TicketProblems {
  'ticket-key-invalid': { readonly key: string };
  'outcome-invalid': { readonly outcome: string };
  'reason-invalid': { readonly length: number; readonly maxLength: number };
  /** The last day of an intention: no calendar date, over, or given for another outcome. */
  'until-invalid': { readonly until: string; readonly fault: 'no-date' | 'past' | 'not-intended' };
  /** The team whose work it is. */
  'team-invalid': {
    readonly fault: 'missing' | 'too-long' | 'not-for-outcome';
    readonly maxCharacters: number;
  };
  'fields-too-many': { readonly count: number; readonly maxCount: number };
  /** `offered`: absent if the name itself cannot be that of a move. */
  'move-unknown': {
    readonly move: string;
    readonly ticket?: string;
    readonly status?: string;
    readonly offered?: readonly MoveName[];
  };
  /** `ways`: those of the offered moves that may be the first step of a way to a review. */
  'no-move-to-review': TicketAtStatus & {
    readonly offered: readonly MoveName[];
    readonly ways?: readonly MoveName[];
  };
  'moves-not-permitted': TicketAtStatus;
  /** A step on the way asks for fields or a comment. */
  'step-needs-fields': { readonly ticket: string } & MoveName;
  /** No move that Jira offers leads to this state, without closing the ticket for another reason. */
  'no-move-to-state': TicketAtStatus & {
    readonly to: 'todo' | 'done';
    readonly offered: readonly MoveName[];
  };
  /** The move that the reviewer chose leads to another state. */
  'move-elsewhere': {
    readonly ticket: string;
    readonly move: string;
    readonly to: string;
    readonly wanted: 'todo' | 'done';
  };
  /** `fields`: their names. `asked`: absent in notes of older versions. */
  'move-needs-fields': {
    readonly ticket: string;
    readonly move: string;
    readonly fields: readonly string[];
    readonly asked?: readonly AskedField[];
  };
  /** `asked`: every field that Jira requires for this move. */
  'fields-invalid': {
    readonly ticket: string;
    readonly move: string;
    readonly faults: readonly FieldFault[];
    readonly asked: readonly AskedField[];
  };
  /** `said`: Jira's own words about the whole screen, on one line. */
  'fields-refused': {
    readonly ticket: string;
    readonly move: string;
    readonly faults: readonly FieldFault[];
    readonly said?: string;
  };
  /** The workflow has the move and does not allow it to this account. */
  'move-not-available': TicketAtStatus & MoveName;
  /** `to`: the state that the moves lead to; `back`: the status that an undo restores; `step`: a step on the way; absent: a review. */
  'move-ambiguous': {
    readonly ticket: string;
    readonly moves: readonly MoveName[];
    readonly to?: 'todo' | 'done' | 'back' | 'step';
  };
  'move-closes': { readonly ticket: string; readonly move: string; readonly to: string };
  'move-without-effect': TicketAtStatus & { readonly move: string };
  'review-withdrawn': { readonly ticket: string };
  'ticket-already-done': ChangedTicket;
  'ticket-reopened': ChangedTicket;
  'ticket-not-in-review': ChangedTicket & { readonly action: Decision };
  'ticket-moved-away': ChangedTicket & {
    /** Absent in notes of older versions: a review. */
    readonly action?: Exclude<ActionKind, EditKind>;
    /**
     * `move-unanswered`: the move was sent, and no response came; `there`: another person had moved the ticket
     * (`in-review` in notes of older versions).
     */
    readonly before: 'move-unanswered' | 'moved' | 'there' | 'in-review';
    /** The status that the action's move leads to; empty without a move. */
    readonly target: string;
  };
  /** `said`: Jira's own words on one line. */
  'comment-refused': TicketAtStatus & {
    readonly wasMoved: boolean;
    readonly refusal: 'refused' | 'not-permitted' | 'no-ticket';
    readonly said?: string;
  };
}

/** A field that a screen asks for. */
export interface AskedField {
  readonly id: string;
  readonly name: string;
  readonly control: FieldControl;
  /** The first labels of the allowed values; the last one is `…` if there are more. */
  readonly values?: readonly string[];
  /** Jira's own name of a type that Guardrail cannot fill in. */
  readonly type?: string;
}

export type FieldFaultKind =
  | 'missing'
  /** The screen has no such field. */
  | 'unknown'
  | 'unsupported'
  | 'number'
  | 'date'
  | 'datetime'
  /** A label has a space. */
  | 'label'
  /** Not one of the allowed values. */
  | 'not-allowed'
  | 'too-long'
  | 'too-many'
  /** By Jira, in its own words. */
  | 'refused';

/** One thing that is wrong with a field's value. */
export interface FieldFault {
  readonly id: string;
  readonly name: string;
  readonly fault: FieldFaultKind;
  /** For `not-allowed`: like `AskedField.values`. */
  readonly values?: readonly string[];
  /** For `refused`: Jira's own words on one line. */
  readonly said?: string;
}

/** Problems of matches of tickets and findings. */
export interface MatchProblems {
  'match-certain': { readonly ticket: string };
  /** The ticket is about no finding, or about several (keys). */
  'match-of-several': { readonly ticket: string; readonly findings: readonly string[] };
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
  /** When the ticket changed last, or when `by` changed its status; ISO 8601. */
  readonly updated: string;
  /** The person who changed its status last, if the site's history shows it. */
  readonly by?: string;
}
