import type { JiraConnectionFacts } from '#protocol/account.ts';
import type { MoveField } from '#protocol/move-fields.ts';
import type { UserChoice } from '#protocol/moves.ts';
import type { TextBlock } from '#protocol/text-blocks.ts';
import type { TicketState } from '#protocol/tickets.ts';
import type { FilledField } from './moves/filled-field.ts';

/** A Jira issue, the same for every kind of Jira deployment. */
export interface TicketRecord {
  readonly key: string;
  /**
   * The site's own number for it. It stays the same if the ticket moves to another project. Absent if the
   * site does not report it.
   */
  readonly id?: string;
  readonly summary: string;
  /** Plain text of the description, whatever its rich format is. */
  readonly description: string;
  /** ARNs in the URLs of the description's links. The text need not contain them. */
  readonly arns?: readonly string[];
  /** Addresses of the AWS console in the description's links. They are only matched, never opened. */
  readonly links?: readonly string[];
  readonly status: TicketStatus;
  readonly labels: readonly string[];
  readonly priority?: string;
  /** Calendar date, `2026-11-23`. */
  readonly due?: string;
  readonly assignee?: string;
  /** The assignee's account id, or the user name on Data Center. */
  readonly assigneeId?: string;
  readonly reporter?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** ISO 8601: when it was resolved. Absent if it is not, or if the workflow has no resolution. */
  readonly resolved?: string;
  /** ISO 8601. Empty if the site does not report it. */
  readonly updated: string;
}

/** A ticket that the site listed and that Guardrail could not read. */
export interface UnreadableTicket {
  readonly key?: string;
  readonly id?: string;
  /** The first field whose value has an unknown form. */
  readonly field: string;
}

export interface TicketPage {
  readonly tickets: readonly TicketRecord[];
  /** Left out of `tickets`. The earlier data about them stays valid. */
  readonly unreadable: readonly UnreadableTicket[];
}

export type TicketName = Pick<TicketRecord, 'key' | 'id'>;

/** A ticket as a list of names shows it: with its id, its key or both. */
export type ListedTicket = Partial<TicketName>;

export interface TicketReading {
  /**
   * ISO 8601, by the site's clock. Only tickets that were updated since then are read, and perhaps some that
   * were updated shortly before. Absent: all.
   */
  readonly updatedSince?: string;
  /** Ids of at most 50 tickets that changed a moment ago. If the site can, its search reads these again. */
  readonly reconcile?: readonly string[];
}

/** The results of looking up tickets. Nothing is known about a ticket that is in none of these lists. */
export interface TicketFates {
  /** Still the team's tickets, in their current state. */
  readonly found: readonly TicketRecord[];
  /** Tickets that now have another key. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Keys of tickets that were deleted, are hidden from this account, or are no longer the team's. */
  readonly gone: readonly string[];
}

export interface TicketStatus {
  /** Empty if the site does not report it, like `name`. */
  readonly id: string;
  /** In the language of the site or of the account. */
  readonly name: string;
  /** The name before translation, if the site gives one. */
  readonly untranslatedName?: string;
  /** Jira's status category key. */
  readonly category: 'new' | 'indeterminate' | 'done' | 'undefined';
}

/** A move that Jira has for a ticket at its status. */
export interface TicketTransition {
  readonly id: string;
  readonly name: string;
  readonly to: TicketStatus;
  /** The fields of its screen, in the screen's order, without the comment. */
  readonly fields: readonly MoveField[];
  /** Whether Jira requires a comment for this move. */
  readonly needsComment?: true;
  /** A condition of the workflow keeps the account from this move now. Some kinds of Jira leave such moves out. */
  readonly isUnavailable?: true;
}

/** A change of a ticket's status, as the site's history shows it. */
export interface TicketMove {
  /** The name of the person or program that made it. Absent if the site hides it. */
  readonly by?: string;
  /** ISO 8601. */
  readonly at: string;
  /** The id of the status that it led to. */
  readonly to: string;
}

/** A change of one field of a ticket, as the site's history shows it. */
export type TicketChange = Omit<TicketMove, 'to'>;

/** The signed-in account. */
export interface JiraUser {
  /** The account id, or the user name on Data Center: the value of a field that has a user. */
  readonly id: string;
  readonly name: string;
  /** An IANA name: `Asia/Tokyo`. Absent if the site does not report it. */
  readonly timeZone?: string;
}

/** A column of a board, with the ids of its statuses. */
export interface BoardColumn {
  readonly name: string;
  readonly statusIds: readonly string[];
  /** The last column of its board that has statuses: there a ticket is done. A board with one column has none. */
  readonly isLast?: true;
}

/** A paragraph of plain text, or a block of lines that are shown as they are. */
export type CommentBlock = string | { readonly code: string };

/** A review's comment. `id` is its identity in Jira. */
export interface ReviewComment {
  readonly id: string;
  readonly paragraphs: readonly CommentBlock[];
  /** The same comment in other languages, because an earlier attempt may have used one of these. */
  readonly translations?: readonly (readonly CommentBlock[])[];
}

/** Sent with a move. */
export interface MoveContent {
  readonly comment?: ReviewComment;
  readonly fields?: readonly FilledField[];
}

/** A comment of a ticket, by any author. */
export interface TicketComment {
  /** Plain text, a line for each paragraph. At most 32,767 UTF-16 units. */
  readonly text: string;
  /** When it was written, ISO 8601. Empty if the site does not report it. */
  readonly at: string;
  /** The display name of its author. */
  readonly by?: string;
}

/** A comment with its form, too. */
export interface FormedComment extends TicketComment {
  readonly blocks: readonly TextBlock[];
}

/** The comments and links of a ticket, which its record does not have. All texts are plain. */
export interface TicketDetails {
  /** The ticket as it was read with its links, in one response. */
  readonly ticket: TicketRecord;
  /** The description with its form. */
  readonly blocks: readonly TextBlock[];
  /** The latest comments, the newest first, as `readLatestComments` returns them. */
  readonly comments: readonly FormedComment[];
  /** How many comments the ticket has. */
  readonly commentCount: number;
  /** At most 100: tickets that it is linked with, then links to other pages. */
  readonly links: readonly TicketLink[];
}

/** The parts of a ticket's links to other pages that name a finding. They are only matched, never opened. */
export interface RemoteLinks {
  /** Guardrail's own: `guardrail:` and 16 hexadecimal digits. */
  readonly globalIds: readonly string[];
  /** ARNs in the addresses. */
  readonly arns: readonly string[];
  /** Addresses of the AWS console. */
  readonly links: readonly string[];
}

/** The links of a ticket as they were read. */
export interface ReadRemoteLinks extends RemoteLinks {
  /** `updated` of the ticket then: a ticket with a later one may have other links. */
  readonly updated: string;
  /** ISO 8601. */
  readonly readAt: string;
}

/** A link of a ticket to another ticket (`ticket`), or to another page (`url`). */
export interface TicketLink {
  /** On one line. */
  readonly title: string;
  /** How the ticket is related to it, in the site's words: `blocks`. */
  readonly relation?: string;
  /** A key. */
  readonly ticket?: string;
  /** `https://…` or `http://…`, as its author wrote it. */
  readonly url?: string;
}

/** Status names of a site, for states that the category does not distinguish (all lower case). */
export type StatusNames = Readonly<Partial<Record<TicketState, readonly string[]>>> & {
  /** States by the id of the status, from the columns of boards, for names that say nothing. */
  readonly ofColumns?: ReadonlyMap<string, TicketState>;
};

/** Labels to add and to remove. The others stay. */
export interface LabelChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** The users of a field depend on its ticket; for a ticket that Jira does not have yet, on its project. */
export type UserScope = { readonly ticket: string } | { readonly project: string };

/** Every kind of Jira deployment implements this. Errors are `Problem`s. */
export interface TicketSource {
  /**
   * Yields the team's tickets page by page, as the site's search knows them. The search may be minutes out of
   * date. Tickets that were updated first come first. `jira-refused` if the site cannot select by time.
   */
  readTickets(signal: AbortSignal, reading?: TicketReading): AsyncIterable<TicketPage>;
  /**
   * Yields the names of all tickets that `readTickets` reads without a time. Costs far fewer requests and
   * bytes.
   */
  listTickets(signal: AbortSignal): AsyncIterable<readonly ListedTicket[]>;
  /** Resolves to the number of these tickets, nearly. `undefined` if the site cannot count. Costs one request. */
  countTickets(signal: AbortSignal): Promise<number | undefined>;
  /** Yields these tickets, read by their names. Leaves out those that no longer exist. */
  fetchTickets(listed: readonly ListedTicket[], signal: AbortSignal): AsyncIterable<TicketPage>;
  /** Resolves to what happened to these tickets. Asks the site itself, not its search. */
  findTickets(tickets: readonly TicketName[], signal: AbortSignal): Promise<TicketFates>;
  /**
   * Resolves to the current ticket. Rejects with the Problem `ticket-unknown` if the site does not have the
   * ticket or hides it.
   */
  readTicket(key: string, signal: AbortSignal): Promise<TicketRecord>;
  listTransitions(key: string, signal: AbortSignal): Promise<readonly TicketTransition[]>;
  /** Resolves to whether the account may move this ticket at all. */
  mayMove(key: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Resolves to users who can be the value of a field, at most `maxFoundUsers`, the best match first.
   * @param where The ticket, or the project of a new one.
   * @param field The field's id: for `assignee` only users who may be assigned the ticket.
   * @param query The beginning of a name or a mail address. Empty: some users of the project.
   */
  searchUsers(
    where: UserScope,
    search: { readonly field?: string | undefined; readonly query: string },
    signal: AbortSignal,
  ): Promise<readonly UserChoice[]>;
  /** Resolves to the columns of the boards that show the ticket's project. Empty if no boards are visible. */
  readColumns(key: string, signal: AbortSignal): Promise<readonly BoardColumn[]>;
  /**
   * Moves the ticket. If `comment` is given, it is sent with the move, under the identity that `commentOnce`
   * recognises. A refusal has Jira's sentences about single fields in `details.fieldErrors`, by the field's id.
   */
  move(key: string, transitionId: string, signal: AbortSignal, content?: MoveContent): Promise<void>;
  /**
   * Adds a comment once: a second call with the same `id` finds the first comment and adds nothing.
   * `isFresh`: the comment was certainly not sent before, so the ticket's comments need not be read.
   */
  commentOnce(
    key: string,
    comment: ReviewComment & { readonly isFresh?: boolean },
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * Resolves to the language of the signed-in account as a tag, such as `ja_JP`; `undefined` if the site does
   * not report it. Asks once per source. Later calls get the same result or failure.
   */
  readLanguage(signal: AbortSignal): Promise<string | undefined>;
  /** Resolves to the signed-in account. Asks once per source, again after a failure. */
  readMyself(signal: AbortSignal): Promise<JiraUser>;
  /** Assigns the ticket to a user, by `JiraUser.id`. Without one, it has no assignee afterwards. */
  assign(key: string, user: string | undefined, signal: AbortSignal): Promise<void>;
  /** Sets or removes the due date, `2027-01-31`. */
  changeDue(key: string, due: string | undefined, signal: AbortSignal): Promise<void>;
  /** Sets and removes labels. Labels that are already as wanted stay. */
  changeLabels(key: string, change: LabelChange, signal: AbortSignal): Promise<void>;
  /** Resolves to at most the 50 latest comments of a ticket, the newest first. One call. */
  readLatestComments(key: string, signal: AbortSignal): Promise<readonly TicketComment[]>;
  /** Resolves to what the ticket's links to other pages name. One call. Empty if the site or account shows no such links. */
  readRemoteLinks(key: string, signal: AbortSignal): Promise<RemoteLinks>;
  /** Resolves to the ticket, its comments and its links, with three calls. Links that the account cannot see are left out. */
  readDetails(key: string, signal: AbortSignal): Promise<TicketDetails>;
  /**
   * Resolves to the last change of the ticket's status. `undefined` if its status never changed, or if the site does not
   * show the ticket's history.
   */
  readLastMove(key: string, signal: AbortSignal): Promise<TicketMove | undefined>;
  /** Like `readLastMove`, for the assignee or the due date. */
  readLastChange(
    key: string,
    field: 'assignee' | 'due',
    signal: AbortSignal,
  ): Promise<TicketChange | undefined>;
  /** Resolves to whether the ticket has this comment, in any of its languages. */
  hasComment(key: string, comment: ReviewComment, signal: AbortSignal): Promise<boolean>;
  /**
   * Resolves to how the site is reached, and when the token ends if the site reports that. Only requests of
   * Data Center are needed. Rejects if the kind of the site is not known and cannot be asked.
   */
  readConnection(signal: AbortSignal): Promise<JiraConnectionFacts>;
}
