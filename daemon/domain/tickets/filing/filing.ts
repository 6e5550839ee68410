import type { MoveField } from '#protocol/move-fields.ts';
import type { Note } from '../../problems/note.ts';
import type { FilledField } from '../moves/filled-field.ts';

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly isSubtask?: true;
}

/** The page of a finding that a ticket links to. `globalId` is the link's identity: a second link with it replaces the first. */
export interface RemoteLink {
  readonly globalId: string;
  /** https. */
  readonly url: string;
  readonly title: string;
}

/** A ticket that a person wants for a finding, before Jira has it. */
export interface Filing {
  /** Unique. */
  readonly id: string;
  /** The finding's key. Only one ticket is filed for a finding. */
  readonly finding: string;
  /** The label that connects ticket and finding. */
  readonly label: string;
  readonly project: string;
  readonly issueType: string;
  /** Every field of the new ticket, the label among them if the project's screen has labels. */
  readonly fields: readonly FilledField[];
  readonly link?: RemoteLink;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Each step is written to disk before its request is sent. */
export type FilingStep = 'queued' | 'create-sent' | 'created';

export interface FilingProgress {
  readonly step: FilingStep;
  /** ISO 8601: when the request was sent. */
  readonly sentAt?: string;
  /** The ticket's key, once it is known. */
  readonly ticket?: string;
}

export interface QueuedFiling extends Filing, FilingProgress {
  /** `conflict`: sending it again would not help. The user resolves it. */
  readonly state: 'waiting' | 'conflict';
  readonly note?: Note;
  readonly code?: string;
}

/** Tickets that Jira does not have yet, of one site, kept on disk. Each call is durable when it returns. */
export interface FilingOutbox {
  /** Replaces an earlier filing of the same finding. @param progress Absent: nothing was sent. */
  add(filing: Filing, progress?: FilingProgress): void;
  /** Returns the filings in the order in which they were made. */
  list(): QueuedFiling[];
  find(id: string): QueuedFiling | undefined;
  record(id: string, progress: FilingProgress): void;
  settle(id: string): void;
  /**
   * Forgets a filing, but not that its request was sent: `list` and `find` leave it out, and `withdrawn` returns it. Nothing is
   * left of a filing of which nothing was sent.
   */
  withdraw(id: string): void;
  /** The progress of the withdrawn filing of a finding, until another is added. */
  withdrawn(finding: string): FilingProgress | undefined;
  /** Has no effect on a withdrawn filing. */
  mark(id: string, state: QueuedFiling['state'], note: Note, code: string): void;
}

/** The part of a Jira that files tickets; every kind of deployment implements it. */
export interface TicketFiler {
  /** Resolves to the types of tickets that the account can create in a project. */
  listIssueTypes(project: string, signal: AbortSignal): Promise<readonly IssueType[]>;
  /** Resolves to the fields of the screen that creates a ticket. */
  readCreateFields(project: string, issueType: string, signal: AbortSignal): Promise<readonly MoveField[]>;
  /**
   * Resolves to the keys of tickets that have the finding's label or its link. The search may be minutes out of date.
   */
  findFiled(filing: Pick<Filing, 'label' | 'link'>, signal: AbortSignal): Promise<readonly string[]>;
  /** Creates a ticket and resolves to its key. A second call creates a second ticket. */
  createTicket(
    ticket: Pick<Filing, 'project' | 'issueType' | 'fields'>,
    signal: AbortSignal,
  ): Promise<string>;
  /** Links a page to the ticket once, by the link's `globalId`. */
  linkPage(key: string, link: RemoteLink, signal: AbortSignal): Promise<void>;
}
