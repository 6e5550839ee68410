/** The messages between the extension and a finding's page. */
import type { FindingView } from '#protocol/findings.ts';
import { type PageContract, type Ready, readMessage } from '../shell/protocol.ts';
import type { AnswerSection } from './answer.ts';
import type { UsersFound } from './asked-move.ts';
import { type CopyFact, readCopyFact } from './copy-button.ts';
import { type Decided, type DecisionForm, type FromDecision, readFromDecision } from './decision.ts';
import { maxDraftUtf16Units } from './draft.ts';
import { type Excerpt, type OpenLine, readOpenLine } from './excerpt.ts';
import type { ExplanationSection } from './explanation.ts';
import { type PageAction, pageAction } from './page-action.ts';
import type { PageState } from './page-state.ts';
import { type FromPending, type PendingSection, type Resolved, readFromPending } from './pending.ts';
import { type FromReview, type ReviewAnswered, type ReviewForm, readFromReview } from './review.ts';
import type { SourcesSection } from './sources.ts';
import type { StateLine } from './state-line.ts';
import type { TicketText } from './ticket-text.ts';
import type { TimelineSection } from './timeline.ts';

export type { AnswerSection } from './answer.ts';
export type { AskedMove, MoveQuestions, MoveReply } from './asked-move.ts';
export type { OfferedChanges } from './changes-form.ts';
export type { Copied } from './copy-button.ts';
export type { DecisionForm, DecisionTexts } from './decision.ts';
export {
  type Draft,
  emptyTerms,
  maxDraftUtf16Units,
  nextEdit,
  type ReviewTerms,
  readDraft,
  termsFor,
} from './draft.ts';
export type { Excerpt, ExcerptLine } from './excerpt.ts';
export type { ExplanationSection } from './explanation.ts';
export { readFieldEntries } from './field-entries.ts';
export { type TypedValue, typedValue } from './fields/typed-value.ts';
export type { TimedText } from './moment.ts';
export { type PageState, readPageState } from './page-state.ts';
export type { PendingAction, PendingChoice, PendingSection } from './pending.ts';
export type { IntendedDays, MoveTexts, ReviewForm, ReviewTexts } from './review.ts';
export type { SourceItem, SourcesSection } from './sources.ts';
export type { StateLine } from './state-line.ts';
export type { ShownComment, TicketText } from './ticket-text.ts';
export type { TimelineItem, TimelineSection } from './timeline.ts';

export interface FindingContract extends PageContract {
  readonly toPage: ToPage;
  readonly fromPage: FromPage;
  readonly state: PageState;
}

/** Extension → page. */
export type ToPage =
  | ShowFinding
  | ShowAbsence
  | ReviewAnswered
  | UsersFound
  | Decided
  | Resolved
  | ReasonCopied;

/** The sections of a finding that need more than the list of findings has. */
export interface FindingSections {
  /** The account's name, if it is known, and its id. */
  readonly account: string;
  readonly team?: string;
  readonly timeline: TimelineSection;
  /** Absent until the daemon has answered. */
  readonly sources?: SourcesSection;
  /** Absent without a place, or until the template was read. */
  readonly excerpt?: Excerpt;
  /** AWS Config's own words. Absent for a finding of another source. */
  readonly explanation?: ExplanationSection;
  /** Absent without a ticket. */
  readonly ticketText?: TicketText;
  /** The address of AWS's page about the rule. */
  readonly rulePage?: string;
  /** The host of the resource's page in the AWS console. */
  readonly consoleHost?: string;
}

/** The finding as it is now; sent again at each change. */
export interface ShowFinding extends FindingSections {
  readonly kind: 'show';
  readonly finding: FindingView;
  readonly state: StateLine;
  /** The linked places as text: `network/vpc.yaml:12 Vpc`. Several for candidates. */
  readonly places: readonly string[];
  /** When it was last seen to fail, ISO 8601; absent until the daemon has answered. */
  readonly lastSeen?: string;
  /** Says why the facts may be old, or that the finding is resolved. */
  readonly notice?: string;
  /** Absent without a ticket. */
  readonly review?: ReviewForm;
  /** Only for a ticket in review, or after a decision on this page. */
  readonly decision?: DecisionForm;
  /** Only of an action that waits, is in conflict or can be undone. */
  readonly pending?: PendingSection;
  /** Only of a ticket that was sent back, or of which that was not read. */
  readonly answer?: AnswerSection;
  readonly texts: PageTexts;
}

/** The finding is not known (yet): the page shows why, and the user's draft. */
export interface ShowAbsence {
  readonly kind: 'absent';
  /** The finding's key. */
  readonly finding: string;
  readonly notice: string;
  readonly review?: ReviewForm;
  readonly decision?: DecisionForm;
  readonly pending?: PendingSection;
  readonly answer?: AnswerSection;
  readonly texts: PageTexts;
}

/** The reason is on the clipboard. */
export interface ReasonCopied {
  readonly kind: 'copied';
}

/** Page → extension. */
export type FromPage =
  | Ready
  | FromDecision
  | FromReview
  | FromPending
  | OpenLine
  | CopyFact
  | { readonly kind: PageAction }
  | { readonly kind: 'copyReason'; readonly reason: string };

/** Every word of the page, in the editor's language. */
export interface PageTexts {
  readonly finding: string;
  /** The severity's label. */
  readonly severityWord: string;
  /** The title of the section about a ticket that disagrees with its finding. */
  readonly disagree: string;
  readonly nextStep: string;
  readonly failsAgain: string;
  /** The due date with the days that are left or over. */
  readonly dueWords: string;
  readonly rule: string;
  readonly resource: string;
  readonly arn: string;
  readonly key: string;
  readonly console: string;
  readonly copyResource: string;
  readonly copyArn: string;
  readonly copyKey: string;
  readonly copyTicket: string;
  readonly copyTicketUrl: string;
  readonly type: string;
  readonly account: string;
  readonly team: string;
  readonly region: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly resolved: string;
  readonly template: string;
  readonly declaredAt: string;
  readonly candidate: string;
  readonly evidence: string;
  readonly cause: string;
  readonly otherCause: string;
  readonly confidence: string;
  /** The confidence's label, and whether the user chose the place. */
  readonly confidenceWord: string;
  readonly ticket: string;
  readonly status: string;
  readonly priority: string;
  readonly due: string;
  readonly assignee: string;
  readonly noTicket: string;
  readonly probable: string;
  readonly review: string;
  readonly outcome: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly reasonMissing: string;
  readonly reasonTooLong: string;
  readonly copyReason: string;
  readonly copied: string;
  readonly discard: string;
  readonly submit: string;
  readonly submitting: string;
  /** Next to the button: the keys that send the review; `{0}` stands for their names. */
  readonly sendKeys: string;
  /** Explains the mark of a field that is required. */
  readonly required: string;
  readonly chooseLink: string;
  /** For several candidates: what a choice does, and how a team decides. */
  readonly candidatesHelp: string;
  readonly goToTemplate: string;
  readonly openTicket: string;
  readonly openConsole: string;
}

/** Returns a page's message, or `undefined` if its shape is wrong. */
export function readFromPage(message: unknown): FromPage | undefined {
  const read = readMessage(message);
  switch (read?.kind) {
    case 'ready':
      return { kind: 'ready' };
    case 'openLine':
      return readOpenLine(read);
    case 'copy':
      return readCopyFact(read);
    case 'review':
    case 'draft':
    case 'readChanges':
    case 'loadMove':
    case 'stopMove':
    case 'chooseMove':
    case 'findUsers':
      return readFromReview(read);
    case 'decide':
    case 'decisionDraft':
      return readFromDecision(read);
    case 'resolve':
      return readFromPending(read);
    case 'copyReason': {
      const { reason } = read;
      return typeof reason === 'string'
        ? { kind: 'copyReason', reason: reason.slice(0, maxDraftUtf16Units) }
        : undefined;
    }
    default: {
      const action = pageAction(read?.kind);
      return action && { kind: action };
    }
  }
}
