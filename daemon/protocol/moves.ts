import { request, returns } from './message.ts';
import type { MoveField } from './move-fields.ts';
import { object, optional, text } from './schema.ts';
import type { TicketState } from './tickets.ts';

/** A move that Jira has for a ticket. */
export interface MoveView {
  readonly id: string;
  readonly name: string;
  /** The name of the status that it leads to. */
  readonly to: string;
  /** The state of that status. */
  readonly state: TicketState;
  /** The fields of its screen, in the screen's order. The comment is not among them. */
  readonly fields: readonly MoveField[];
  /** A condition of the workflow keeps this account, or this ticket, from the move. */
  readonly isUnavailable?: true;
}

/** A move that Jira offers. */
export interface MoveChoice {
  readonly id: string;
  readonly name: string;
  /** The name of the status that it leads to. */
  readonly to: string;
}

export interface TicketMoves {
  readonly ticket: string;
  readonly url: string;
  /** The ticket's status now. */
  readonly status: string;
  readonly moves: readonly MoveView[];
}

/** Lists the moves that Jira has for a ticket now, with the fields of their screens. */
export const listMoves = request({
  method: 'guardrail/tickets/moves',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
  }),
  result: returns<TicketMoves>(),
});

/**
 * The demand of Jira in a review of a ticket. `move`: the move, with the fields of its screen. `choices`: several moves
 * fit. `steps`: none leads to a review directly, and each of these may be the first step (see `ReviewParams.via`). `refused`:
 * the review cannot move the ticket; `message` says why, in the session's language.
 */
export type ReviewMove =
  | { readonly kind: 'move'; readonly move: MoveView }
  | { readonly kind: 'choices'; readonly choices: readonly MoveChoice[] }
  | { readonly kind: 'steps'; readonly ways: readonly MoveChoice[] }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

/**
 * Asks what Jira would ask for in a review of this ticket now, so that a form can show it before the user sends the review.
 * Changes nothing. Jira may ask for something else later: the review's own response counts.
 */
export const foreseeReview = request({
  method: 'guardrail/tickets/review-move',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
    /** The move that the user chose: its id. */
    transition: optional(text({ maxCharacters: 255 })),
  }),
  result: returns<ReviewMove>(),
});

/** A user of the site who can be the value of a field. */
export interface UserChoice {
  /** The value of the field: the account id, or the user's name on Data Center. */
  readonly id: string;
  readonly name: string;
  /** Distinguishes two users of one name: the mail address, if the site shows it. */
  readonly detail?: string;
}

/** Users that one search returns at most. */
export const maxFoundUsers = 20;

/** Searches users for a field of a ticket. A client waits until the user pauses before it sends the next search. */
export const searchUsers = request({
  method: 'guardrail/tickets/users',
  sender: 'client',
  params: object({
    /** A key. */
    ticket: text(),
    /** The field's id: only users who may be assigned the ticket for `assignee`. */
    field: optional(text({ maxCharacters: 255 })),
    /** The beginning of a name or a mail address. Empty: the first users. */
    query: text({ maxCharacters: 255 }),
  }),
  result: returns<{ users: UserChoice[] }>(),
});
