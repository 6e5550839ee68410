import type { DivergenceCode, DivergenceCounts } from '#protocol/divergence.ts';
import type { PendingFiling, Severity } from '#protocol/findings.ts';
import type { GivenReviewView } from '#protocol/given-review.ts';
import type { MoveField } from '#protocol/move-fields.ts';
import type {
  ActionKind,
  EditKind,
  FoundTicketView,
  Outcome,
  PendingReview,
  Resolution,
  StepView,
} from '#protocol/pending-review.ts';
import type { KeptReview, ReviewPatchView } from '#protocol/reviews.ts';
import type { SyncReport } from '#protocol/sync.ts';
import type { TicketOfFinding, TicketView } from '#protocol/tickets.ts';
import type { summaries } from './en/summaries.ts';

export type CommandName = keyof typeof summaries;

/** The texts of the command line. Each is one line without a line break at its end, unless its comment says otherwise. */
export interface TerminalTexts {
  /** The purpose of each command. */
  readonly summaries: Readonly<Record<CommandName, string>>;
  readonly help: { readonly intro: string; readonly exitCodes: string };
  readonly usage: UsageTexts;
  readonly run: {
    readonly cancelled: string;
    noSuchCommand(name: string, meant: string | undefined): string;
    /** A bug. `stateDir`: the folder of the log. */
    unexpected(stateDir: string): string;
  };
  readonly tables: TableTexts;
  readonly status: StatusTexts;
  readonly sync: SyncTexts;
  readonly reviews: ReviewTexts;
  readonly filing: {
    notAsked(name: string): string;
    filed(ticket: string, url: string): string;
    /** Another person had filed it. */
    existing(ticket: string, url: string): string;
    waits(note: string): string;
    /** The whole sentence, with the ticket that Jira may have created. */
    readonly withdrawn: string;
  };
  readonly edits: EditTexts;
  readonly moves: MoveTexts;
  readonly matches: MatchTexts;
  readonly demo: DemoTexts;
}

/** Mistakes in the arguments of a command. */
export interface UsageTexts {
  /** The whole line, with the next step. */
  line(command: string, problem: string): string;
  readonly wordCount: string;
  readonly reviewOptions: string;
  readonly fieldForm: string;
  readonly reasonNeeded: string;
  /** `--preview` without `--patch`. */
  readonly previewOfPatch: string;
  readonly editReasonNeeded: string;
  /** The last word of `due` is no day. */
  readonly dayLast: string;
  readonly oneResolution: string;
  /** Options of a move are given, but the resolution makes none. */
  readonly moveOptions: string;
  readonly oneVerdict: string;
  oneOf(option: string, words: readonly string[]): string;
  numberBetween(option: string, min: number, max: number): string;
  wholeNumber(option: string): string;
  readonly findingOfVerdict: string;
  readonly previewOrWithdraw: string;
  dashValue(option: string): string;
  needsValue(option: string): string;
  takesNoValue(option: string): string;
  unknownOption(option: string, meant: string | undefined): string;
}

/** How many days are left until a due date, or over. */
export interface DueTexts {
  /** @param days negative */
  overdue(days: number): string;
  /** @param days 0 on the day itself */
  'due-soon'(days: number): string;
}

export interface TableTexts {
  /** Column heads, in the order of the columns. */
  readonly findingHead: readonly string[];
  readonly ticketHead: readonly string[];
  readonly severity: Readonly<Record<Severity, string>>;
  /** Whether the ticket tracks a finding, and how certain that is. */
  readonly match: Readonly<Record<TicketOfFinding['match'], string>>;
  /** An action that Jira has not confirmed. */
  readonly pending: Readonly<Record<PendingReview['state'], (kind: ActionKind) => string>>;
  readonly review: ReviewCaseTexts;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly noTicket: string;
  /** A ticket that Jira does not have yet. */
  readonly filing: Readonly<Record<PendingFiling['state'], string>>;
  readonly ticketsNotRead: string;
  probable(ticket: string): string;
  due(date: string): string;
  readonly dueIn: DueTexts;
  /** How a finding and its ticket disagree, in a word or two. */
  readonly divergence: Readonly<Record<DivergenceCode, string>>;
  /** It is unknown whether the finding of a ticket exists. */
  readonly findingUnknown: string;
  candidates(count: number): string;
}

/** Words for a ticket in review, as its reviewer sees it. Times are UTC. */
export interface ReviewCaseTexts {
  /** `outcome`: its word. `at`: when, as text. */
  given(outcome: string, at: string, review: GivenReviewView): string;
  readonly none: string;
  readonly unread: string;
  readonly noFinding: string;
  readonly failing: string;
  resolved(at: string): string;
  readAt(at: string): string;
  readonly neverRead: string;
  /** The last attempt did not read it. */
  readonly unreadNow: string;
  /** The ticket's text only mentions the finding. */
  readonly probable: string;
}

/** How complete and how recent an answer is. */
export interface StatusTexts {
  findings(count: number): string;
  tickets(count: number): string;
  /** How many of the tickets are overdue and due soon; at least one of the numbers is not 0. */
  due(overdue: number, dueSoon: number): string;
  /** How many findings and tickets disagree, by code, with the command that lists them. At least one does. */
  divergences(counts: DivergenceCounts): string;
  /** One code, what it means, and how many there are. */
  divergence(code: DivergenceCode, count: number): string;
  readonly noDivergences: string;
  /** The suggested next step. */
  next(step: string): string;
  /** `when`: the text of `ago` or `justNow`. */
  readAt(service: string, when: string): string;
  readonly justNow: string;
  readonly neverRead: string;
  /** A line in front of a list of causes. */
  notRead(count: number): string;
  readonly templatesNotRead: string;
}

export interface SyncTexts {
  /** `cause`: the most frequent one, with its next step. */
  incomplete(failed: number, all: number, cause: string): string;
  /** A note, and the number of notes that are like it. */
  andMore(note: string, others: number): string;
  report(report: SyncReport, numbers: { read: string; calls: number; seconds: string }): readonly string[];
  gap(cause: string): string;
}

export interface ReviewTexts {
  confirmed(ticket: string, status: string): string;
  /** A ticket after an action that may have changed any of these. Empty texts: none. */
  stands(
    ticket: string,
    now: { readonly status: string; readonly due: string; readonly assignee: string },
  ): string;
  waits(ticket: string, note: string): string;
  readonly none: string;
  readonly moved: string;
  /** For a conflict: the commands that can resolve it now. */
  resolve(ticket: string, resolutions: readonly Resolution[]): string;
  /** `words`: the ticket, and its site if it is not the one in use. */
  withdraw(words: string): string;
  /** The other side of a conflict. `at`: when it changed, as text. */
  found(found: FoundTicketView & { readonly at: string }): string;
  /** `steps`: each with its time. */
  steps(steps: readonly string[]): string;
  readonly step: Readonly<Record<StepView['step'], string>>;
  readonly notListed: string;
  readonly otherSite: string;
  reason(reason: string): string;
  /** For an action of which nothing was sent. */
  undoneUnsent(ticket: string): string;
  /** An action that Jira confirmed, and whether it was taken back. */
  confirmedAct(kind: ActionKind, undone: boolean): string;
  withdrawn(review: Pick<KeptReview, 'kind' | 'ticket' | 'moved' | 'reason'>): string;
  /** A line in front of the changes that a review would attach. */
  patch(
    file: string,
    base: string,
    patch: Pick<ReviewPatchView, 'added' | 'removed' | 'hidden' | 'isCut'>,
  ): string;
  /** `cause`: of the first of them, with its next step. */
  notRead(count: number, cause: string | undefined): string;
}

/** Edits that do not move a ticket. Empty texts: none. */
export interface EditTexts {
  readonly done: Readonly<
    Record<EditKind, (ticket: string, after: { readonly assignee: string; readonly due: string }) => string>
  >;
  /** Says the change that an edit would make. */
  preview(
    ticket: string,
    kind: EditKind,
    change: { readonly now: string; readonly due: string; readonly summary: string },
  ): string;
  notListed(ticket: string): string;
}

/** The moves of a ticket, and the fields of their screens. */
export interface MoveTexts {
  from(ticket: string, status: string): string;
  none(ticket: string, status: string): string;
  readonly unavailable: string;
  /** The form of a field's value, and whether Jira requires it. */
  field(field: MoveField): string;
  personUnclear(given: string, field: string, found: readonly string[]): string;
}

/** Which findings a ticket tracks. */
export interface MatchTexts {
  shown(ticket: TicketView): readonly string[];
  readonly judged: Readonly<
    Record<'confirmed' | 'rejected' | 'forget', (ticket: string, finding: string) => string>
  >;
}

export interface DemoTexts {
  /** Several lines. */
  start(addresses: { readonly aws: string; readonly jira: string; readonly team: string }): string;
  findings(count: number): string;
  review(ticket: string): string;
  /** For a ticket whose move to review asks for a field. */
  asks(ticket: string, field: string): string;
  readonly reviewer: string;
  readonly answer: string;
  /** The text that the user types as the reason of an action. */
  readonly reasons: Readonly<Record<'intended' | 'fixed' | 'sentBack', string>>;
  /** Several lines. `board`: tickets by status, before and after. */
  changes(board: string): string;
  /** Several lines. */
  readonly next: string;
}
