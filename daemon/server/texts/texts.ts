import type { Severity } from '#protocol/findings.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
import type { Fault } from '../../configuration/file/check.ts';
import type { CommentedFileTexts } from '../../configuration/file/commented-file.ts';
import type { KnownRegion } from '../../domain/accounts/known-regions.ts';
import type { CauseReason } from '../../domain/linking/causes/cause-reason.ts';
import type { Evidence } from '../../domain/linking/evidence.ts';
import type { NoteFacts, ProblemFacts } from '../../domain/problems/facts.ts';
import type { Note } from '../../domain/problems/note.ts';
import type { FieldFault } from '../../domain/problems/tickets.ts';
import type { TicketAction } from '../../domain/tickets/actions/action.ts';
import type { CommentTexts } from '../../domain/tickets/actions/action-comment.ts';
import type { Divergence } from '../../domain/tickets/divergence.ts';
import type { TicketText } from '../../domain/tickets/filing/create-form.ts';
import type { TerminalTexts } from './terminal-texts.ts';

/** Every sentence of the daemon in one language. A missing sentence does not compile. */
export interface Texts {
  readonly problems: ProblemTexts;
  readonly notes: NoteTexts;
  readonly retry: Readonly<Record<Occasion, RetryTexts>>;
  readonly editor: EditorTexts;
  /** Accounts, regions and sources in one phrase: `config, guardduty of 6 accounts in 2 regions (…)`. */
  readonly coverage: (facts: CoverageFacts) => string;
  /** A stored problem or note of another version. */
  readonly unknownNote: (code: string) => ProblemText;
  /** A bug: the log has the details. */
  readonly unexpectedError: string;
  readonly workspace: WorkspaceTexts;
  readonly awsChoices: AwsChoiceTexts;
  readonly configurationFile: ConfigurationFileTexts;
  /** The evidence of a link: whole sentences. */
  readonly evidence: (evidence: Evidence) => string;
  /** The cause of a finding in a template: whole sentences. */
  readonly cause: (reasons: readonly CauseReason[]) => string;
  /** How a finding and its ticket disagree, and the suggested next step. */
  readonly divergence: (divergence: Divergence) => ProblemText;
  /** The comment of an action in Jira. */
  readonly actionComment: (action: TicketAction) => CommentTexts;
  /** A fault in the value of a field on a move's screen: a sentence. */
  readonly fieldFault: (fault: FieldFault) => string;
  /** The texts of a new ticket for a finding, in the site's language. */
  readonly newTicket: (facts: NewTicketFacts) => TicketText;
  /** The command line's words. */
  readonly terminal: TerminalTexts;
}

export interface NewTicketFacts {
  readonly title: string;
  /** The managed identifier, else the deployed rule. */
  readonly rule: string;
  readonly resource: {
    readonly type: string;
    readonly id: string;
    readonly name: string;
    readonly arn?: string;
  };
  readonly account: { readonly id: string; readonly name?: string };
  readonly region: string;
  /** Address of the resource's page in AWS's console. */
  readonly console?: string;
  readonly remedy?: string;
}

/** Sentences about a window's folders. Lines are 0-based. */
export interface WorkspaceTexts {
  /** @param reason part of a sentence */
  unusableTemplate(reason: string): string;
  atLine(line: number, sentence: string): string;
  /** How many files were read, and how many were found. */
  readingTemplates(read: number, found: number): string;
}

/** Words for the lists of AWS that a user chooses from. */
export interface AwsChoiceTexts {
  /** How many organizational units have been found while more are read. */
  readonly unitsFound: (units: number) => string;
  /** The places that AWS names its regions after. */
  readonly places: Readonly<Record<KnownRegion, string>>;
}

/** Sentences in and about `config.yaml`. */
export interface ConfigurationFileTexts extends CommentedFileTexts {
  /** @param value in YAML, as code */
  readonly example: (value: string) => string;
  readonly fault: (fault: Fault) => string;
  /** The title of a quick fix. */
  readonly replaceBy: (key: string) => string;
  readonly notInUse: (source: 'environment' | 'editor', value: string) => string;
  /** @param changes each by one of the three functions below */
  readonly changed: (changes: readonly string[]) => string;
  readonly removed: (key: string) => string;
  readonly setTo: (key: string, value: string) => string;
  /** How many accounts were added and removed; with neither, another value of an account differs. */
  readonly accounts: (added: number, removed: number) => string;
  /** The file was saved with errors. */
  readonly unusable: string;
}

/** The facts of a lens about the findings of one resource. */
export interface LensFacts {
  /** The worst of those that wait for the developer; of all, if none waits. */
  readonly severity: Severity;
  readonly count: number;
  /** How many of them are in review. */
  readonly inReview: number;
  /** The title of the only finding. */
  readonly title: string | undefined;
  /** Whether it is only one of several resources that may be the one. */
  readonly isCandidate: boolean;
}

/** Phrases that the editor shows on templates. Plain text: findings and tickets are data, never markup. */
export interface EditorTexts {
  readonly openFinding: string;
  readonly openThisFinding: (title: string) => string;
  readonly moveToReview: (ticket: string) => string;
  readonly chooseLink: string;
  readonly thisOne: (logicalId: string, resource: string) => string;
  readonly notThisOne: (logicalId: string, resource: string) => string;
  readonly candidate: string;
  /** The key of a finding's ticket, and whether the ticket is only probable. */
  readonly ticketName: (ticket: Pick<TicketOfFinding, 'key' | 'match'>) => string;
  readonly noTicket: string;
  readonly ticketUnknown: string;
  /** @param date A calendar date, `2026-11-23`. */
  readonly due: (date: string) => string;
  /** Says what fails on one resource. */
  readonly lens: (facts: LensFacts) => string;
  /** Lens: moves one ticket to review. @param ticket As `ticketName` names it. */
  readonly reviewTicket: (ticket: string) => string;
  /** Lens: moves several tickets to review. */
  readonly reviewTickets: (count: number) => string;
  /** Of a hover that is too long: how many findings it leaves out, a link to a list of them, and how many the list has if not all. */
  readonly moreFindings: (count: number) => string;
  readonly chooseFinding: string;
  readonly firstOfThem: (count: number) => string;
  readonly openTicket: (ticket: string) => string;
  readonly openOneOfTickets: (count: number) => string;
  readonly chooseResource: string;
  /** Hover: the action that moves the finding's ticket to review. */
  readonly review: string;
  /** Hover: the action that opens the finding's page. */
  readonly showFinding: string;
  readonly stack: (name: string, account: string, region: string) => string;
  /** @param facts Priority and assignee. */
  readonly ticketLine: (ticket: string, facts: readonly string[]) => string;
  readonly rule: string;
  readonly severity: string;
  readonly account: string;
  readonly resource: string;
  readonly ticket: string;
  readonly evidence: string;
  readonly cause: string;
  readonly otherCause: string;
  readonly remedy: string;
  readonly declares: (logicalId: string) => string;
  readonly severities: Readonly<Record<Severity, string>>;
}

export interface CoverageFacts {
  readonly sources: string;
  /** The number of accounts. */
  readonly accounts: number;
  readonly regions: number;
  /** Some of them by their ids: `111122223333 eu-west-1, …`. */
  readonly named: string;
  /** Whether the named one is the only one. */
  readonly isOne: boolean;
}

export type ProblemTexts = {
  readonly [Code in keyof ProblemFacts]: (facts: ProblemFacts[Code], retry: RetryTexts) => ProblemText;
};

/**
 * Where a problem is shown. `background`: it came up in what Guardrail does by itself, which goes on. `request`: in the response to a
 * request of the user, which nothing repeats.
 */
export type Occasion = 'background' | 'request';

/** How a problem that may pass says what happens next. */
export interface RetryTexts {
  /** A sentence: what comes after a sync run that failed. */
  readonly nextSync: string;
  /** A sentence: what comes after waiting, for what Guardrail repeats sooner than the next sync. */
  readonly later: string;
  /** The end of a sentence: what the user does after correcting something. */
  readonly syncAgain: string;
  readonly refresh: string;
}

export interface ProblemText {
  /** The event: whole sentences. */
  readonly what: string;
  /** The user's next step: whole sentences. */
  readonly next: string;
}

export type NoteTexts = {
  /** @param say Puts a note that the facts hold into the same language. */
  readonly [Code in keyof NoteFacts]: (facts: NoteFacts[Code], say: (note: Note) => string) => string;
};
