import type { Severity } from '#protocol/findings.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
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
  readonly editor: EditorTexts;
  /** Accounts, regions and sources in one phrase: `config, guardduty of 6 accounts in 2 regions (…)`. */
  readonly coverage: (facts: CoverageFacts) => string;
  /** A stored problem or note of another version. */
  readonly unknownNote: (code: string) => ProblemText;
  /** A bug: the log has the details. */
  readonly unexpectedError: string;
  readonly workspace: WorkspaceTexts;
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
  readonly lens: (findings: number) => string;
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
  readonly [Code in keyof ProblemFacts]: (facts: ProblemFacts[Code]) => ProblemText;
};

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
