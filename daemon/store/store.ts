import type { TicketState } from '#protocol/tickets.ts';
import type { TeamAccount } from '../domain/accounts/team.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { Finding } from '../domain/findings/finding.ts';
import type { StoredObservation } from '../domain/findings/merge.ts';
import type { LinkChoice, ResourceIdentity } from '../domain/linking/choices/link-choice.ts';
import type { Problem } from '../domain/problems/problem.ts';
import type { StackResource } from '../domain/stacks/stack-resource.ts';
import type { StackTemplate } from '../domain/stacks/stack-template.ts';
import type { ActionOutbox, SiteAction, SitePastAction } from '../domain/tickets/actions/outbox.ts';
import type { FilingOutbox } from '../domain/tickets/filing/filing.ts';
import type { TicketVerdict } from '../domain/tickets/matching/ticket-verdict.ts';
import type { TicketProgress } from '../domain/tickets/progress.ts';
import type { LeftStatus } from '../domain/tickets/reopened.ts';
import type { ReadRemoteLinks, TicketName, TicketRecord, TicketStatus } from '../domain/tickets/ticket.ts';
import type { Change } from './changes.ts';

/**
 * Everything that Guardrail remembers. Calls are synchronous. Most are short: they write one page of a reading. The end of a
 * complete reading writes every finding that it resolves, and the identification of a rule every finding of the rule: about
 * 20 ms for each thousand, or 50 ms if they have several observations. All times are ISO 8601 in UTC with milliseconds, so
 * that they compare as text.
 */
export interface Store {
  readonly findings: FindingsReader;
  readonly teams: TeamsReader;
  readonly templates: TemplatesReader;
  readonly tickets: TicketsReader;
  readonly coverage: SyncRunLog;
  readonly outbox: Outbox;
  readonly filings: Filings;
  readonly choices: LinkChoices;
  readonly ticketVerdicts: TicketVerdicts;
  readonly reviewStatuses: ReviewStatuses;
  readonly boardStates: BoardStates;
  readonly said: Said;
  /** Applies all changes in one transaction, or none. Returns the differences from the earlier state. */
  apply(...changes: readonly Change[]): DomainEvent[];
  /**
   * Forgets tickets and boards that no sync run used for 90 days, and the oldest verdicts of too many. Of a site that an action
   * or a filing waits for, nothing. Short: the tickets of a large selection take several calls. @param now ISO 8601
   */
  forgetUnused(now: string): void;
  /** The problem that prevents the store from being read or written now, and how it was rebuilt since it was opened. */
  problems(): readonly Problem[];
  close(): void;
}

export interface FindingsReader {
  /** Failing and resolved findings of the team's accounts, by key. */
  ofTeam(team: string): Finding[];
  /**
   * The observations of a finding, including those that ended. Of an open finding, a later complete reading forgets those that
   * ended before it. Empty for an unknown key.
   */
  observationsOf(key: string): StoredObservation[];
  /** When a finding was last seen to fail. Undefined for an unknown key. */
  lastSeen(key: string): string | undefined;
  /** Like `lastSeen`, for all findings of the team, by key. */
  lastSeenOf(team: string): Map<string, string>;
  /**
   * When the first complete reading of a finding's account, region and source began. A place that was never read completely
   * counts as known since the last of the account's other places. Undefined: the source was never read there.
   */
  knownSince(place: Pick<Finding, 'account' | 'region' | 'source'>): string | undefined;
}

export interface TeamsReader {
  accountsOf(team: string): TeamAccount[];
  stacksOf(team: string): StackResource[];
  /** Managed identifiers by deployed name of the rule. Undefined: AWS was asked and did not know it. */
  rules(): Map<string, string | undefined>;
}

export interface TemplatesReader {
  /** By stack id, of every team: including templates that were asked for and do not exist. */
  all(): Map<string, StackTemplate>;
  /** Stack id → hash of its template. */
  hashesOf(team: string): Map<string, string>;
}

export interface TicketsReader {
  /** Every ticket of the scope, by key. */
  all(scope: string): TicketRecord[];
  /** The links to other pages of the tickets whose links were read, by key. */
  remoteLinks(scope: string): ReadonlyMap<string, ReadRemoteLinks>;
  count(scope: string): number;
  has(scope: string, key: string): boolean;
  /** The listed tickets for which the store has newer data, or which Jira itself returned shortly before `now`. */
  outdated(scope: string, listed: readonly TicketRecord[], now: string): TicketRecord[];
  /** Tickets that were not listed since then. Those that have not been seen for the longest time come first. */
  unseen(scope: string, since: string, limit: number): TicketName[];
  /** Tickets that Jira itself returned shortly before `now`, the latest first: a search may not know them yet. */
  readLately(scope: string, now: string, limit: number): TicketName[];
  /** The other known tickets with the id of one of these: they have another key now. */
  renamed(scope: string, listed: readonly TicketRecord[]): TicketName[];
  /** Every ticket of the scope by its name. Those that have not been seen for the longest time come first. */
  names(scope: string): KnownName[];
  /** The different statuses of the scope's tickets, each with the key of a ticket that has it; one for each project. */
  statuses(scope: string): { readonly status: TicketStatus; readonly key: string }[];
  /** The statuses that tickets of the scope left while the store knew them, by key; the latest few of each, in their order. */
  allLeftStatuses(scope: string): Map<string, LeftStatus[]>;
  /** How far the reading of the scope came. Undefined: it did not begin. */
  progress(scope: string): TicketProgress | undefined;
}

export interface KnownName extends TicketName {
  readonly isDone: boolean;
  /** ISO 8601, of the site. Empty if the site did not report it. */
  readonly updated: string;
}

/** Which parts of AWS and Jira were read and when, which parts could not be read, and the sync runs that tried. */
export interface SyncRunLog {
  /**
   * Returns the beginning of the run: `now`, or, if the clock was set back a little, a time after every earlier run. Times that
   * are further in the future are moved to just before `now`.
   */
  beginRun(team: string, now: string): string;
  endRun(started: string, ended: string, complete: boolean): void;
  /** The team's last run that ended. */
  lastRun(team: string): SyncRunRecord | undefined;
  /** The coverage of each part that this run tried. */
  ofRun(started: string): Coverage[];
  /** Like `ofRun`, for all runs of the team since then: the last attempt at each part. */
  ofTeam(team: string, since: string): Coverage[];
  /** Every account × region that a run of any team tried since then. */
  triedSince(since: string): { account: string; region: string }[];
  /** When the tickets of a scope were last read completely. */
  ticketsReadAt(scope: string): string | undefined;
}

export interface SyncRunRecord {
  /** Identifies the run. */
  readonly started: string;
  readonly ended?: string;
  readonly complete: boolean;
}

/** Reviews that Jira has not confirmed. Each write is on disk when it returns. */
export interface Outbox {
  /** The outbox of one site: a review never reaches a site that it was not written for. */
  of(site: string): ActionOutbox;
  /** The reviews of every site, in the order in which they were made. */
  everywhere(): SiteAction[];
  /** The confirmed actions of every site, the latest first. */
  pastEverywhere(): SitePastAction[];
  /** Withdraws one review of any site. */
  withdrawOne(id: string): void;
}

/** Tickets that a person filed and that Jira has not confirmed. Each write is on disk when it returns. */
export interface Filings {
  /** The filings of one site. */
  of(site: string): FilingOutbox;
}

/** The links that the user chose or excluded. Each write is on disk when it returns. */
export interface LinkChoices {
  all(): LinkChoice[];
  /** The latest choice for a logical resource counts. Only one logical resource can be chosen for a resource. */
  put(choice: LinkChoice): void;
  /** Forgets the choice for one logical resource or, without one, all choices for the resource. */
  forget(resource: ResourceIdentity, declaration?: Pick<LinkChoice, 'file' | 'logicalId'>): void;
}

/** People's verdicts on probable matches of tickets and findings. Each write is on disk when it returns. */
export interface TicketVerdicts {
  of(site: string): TicketVerdict[];
  /** The latest verdict on a ticket and a finding counts. */
  put(site: string, verdict: TicketVerdict): void;
  /** @param ticket `ticketIdentity` of the ticket. */
  forget(site: string, ticket: string, finding: string): void;
}

/** States of statuses by the columns of boards, by the status's id. */
export interface BoardStates {
  put(site: string, project: string, states: ReadonlyMap<string, TicketState>, readAt: string): void;
  of(site: string): Map<string, TicketState>;
  /** When the boards of a project were read last. */
  readAt(site: string, project: string): string | undefined;
}

/** The notifications that windows have shown, by id. Each write is on disk when it returns. */
export interface Said {
  put(ids: readonly string[], at: string): void;
  /** When it was said. Undefined: it was not, or is forgotten, after 90 days. */
  at(id: string): string | undefined;
}

/** Names of statuses in a review column of a site's boards. */
export interface ReviewStatuses {
  put(site: string, name: string): void;
  of(site: string): string[];
}
