import type { TicketState } from '#protocol/tickets.ts';

/** A Jira issue, the same for every kind of Jira deployment. */
export interface TicketRecord {
  readonly key: string;
  /** The site's own number of it: stays when the ticket moves to another project. Absent if the site does not say. */
  readonly id?: string;
  readonly summary: string;
  /** Plain text of the description, whatever its rich form is. */
  readonly description: string;
  /** ARNs in the addresses of the description's links, which its text need not show. */
  readonly arns?: readonly string[];
  readonly status: TicketStatus;
  readonly labels: readonly string[];
  readonly priority?: string;
  /** Calendar date, `2026-11-23`. */
  readonly due?: string;
  readonly assignee?: string;
  /** ISO 8601; empty if the site does not say. */
  readonly updated: string;
}

/** A ticket that the site named and that could not be understood. */
export interface UnreadableTicket {
  readonly key?: string;
  readonly id?: string;
  /** The first field whose value has an unknown form. */
  readonly field: string;
}

export interface TicketPage {
  readonly tickets: readonly TicketRecord[];
  /** Left out of `tickets`: what was known of them still holds. */
  readonly unreadable: readonly UnreadableTicket[];
}

export type TicketName = Pick<TicketRecord, 'key' | 'id'>;

/** The fates of tickets. Nothing is known of a ticket that is in none of these lists. */
export interface TicketFates {
  /** Still the team's, as they are now. */
  readonly found: readonly TicketRecord[];
  /** They have another key now. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Keys of those that are deleted, hidden from this account, or not the team's any more. */
  readonly gone: readonly string[];
}

export interface TicketStatus {
  /** Empty if the site does not say, as `name`. */
  readonly id: string;
  /** In the language of the site or of the account. */
  readonly name: string;
  /** The name before translation, if the site gives one. */
  readonly untranslatedName?: string;
  /** Jira's status category key. */
  readonly category: 'new' | 'indeterminate' | 'done' | 'undefined';
}

/** A move that Jira offers on a ticket now. */
export interface TicketTransition {
  readonly id: string;
  readonly name: string;
  readonly to: TicketStatus;
  /** Names of fields that Jira requires for this move and that have no default. */
  readonly requiredFields: readonly string[];
  /** Whether Jira requires a comment for this move; the comment is not among `requiredFields`. */
  readonly needsComment?: true;
}

/** A column of a board, with the ids of the statuses that it holds. */
export interface BoardColumn {
  readonly name: string;
  readonly statusIds: readonly string[];
}

/** A review's comment. `id` is its identity in Jira. */
export interface ReviewComment {
  readonly id: string;
  readonly paragraphs: readonly string[];
  /** The same comment in other languages: an earlier attempt may have written one of these. */
  readonly translations?: readonly (readonly string[])[];
}

/** Status names of a site, for states that the category does not tell (all lower case). */
export type StatusNames = Readonly<Partial<Record<TicketState, readonly string[]>>>;

/** Every Jira deployment kind implements this; errors are `Problem`s. */
export interface TicketSource {
  /**
   * Every ticket of the team, a page at a time, to the end, as the site's search knows them: that may be minutes late.
   * @param reconcile ids of tickets that changed a moment ago; at most 50, for which the search looks again.
   */
  readTickets(signal: AbortSignal, reconcile?: readonly string[]): AsyncIterable<TicketPage>;
  /** Resolves to the fates of these tickets, as the site itself knows them rather than its search. */
  findTickets(tickets: readonly TicketName[], signal: AbortSignal): Promise<TicketFates>;
  /** One ticket now. Rejects with the Problem `ticket-unknown` if the site has no such ticket, or hides it. */
  readTicket(key: string, signal: AbortSignal): Promise<TicketRecord>;
  listTransitions(key: string, signal: AbortSignal): Promise<readonly TicketTransition[]>;
  /** The columns of the boards that show the ticket's project; empty if there are none to see. */
  readColumns(key: string, signal: AbortSignal): Promise<readonly BoardColumn[]>;
  /** With `comment`, that travels with the move, under the identity that `commentOnce` recognises. */
  move(key: string, transitionId: string, signal: AbortSignal, comment?: ReviewComment): Promise<void>;
  /**
   * Adds a comment once: a second call with the same `id` finds the first one and adds nothing. `isFresh`: the comment
   * was certainly not sent before, so that the ticket's comments need not be read.
   */
  commentOnce(
    key: string,
    comment: ReviewComment & { readonly isFresh?: boolean },
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * The language of the signed-in account as a tag, such as `ja_JP`; `undefined` if the site does not say. Asks at most
   * once for a source.
   */
  readLanguage(signal: AbortSignal): Promise<string | undefined>;
  /** Whether the ticket has this comment, in any of its languages. */
  hasComment(key: string, comment: ReviewComment, signal: AbortSignal): Promise<boolean>;
}
