/**
 * The contract between the daemon and its clients (editor windows and terminal commands). It travels as
 * language-server messages over the daemon's socket; these are the messages beyond the standard ones.
 *
 * Version history (send `protocolVersion` both ways; a difference ends the handshake):
 * 1, 2026-11-23: first contract.
 * 2, 2026-11-28: a `FindingView` has no `lastSeen` (`listLastSeen` returns it); what a window lists is what later changes
 *    differ from; links may come alone; a status leaves out what could not be read if that is the same as before.
 */
export const protocolVersion = 2;

import type { JiraAccount, JiraInUse, JiraProjects, TypedAccount } from './account.ts';
import type { ChooseLinkParams, Declarations } from './choices.ts';
import type { Status, SyncReport } from './coverage.ts';
import type { FindingView, Link } from './findings.ts';
import type { KeptReview, ReviewParams, ReviewResult, TicketView } from './tickets.ts';

/** A request's name with its types, so that both sides agree at compile time. */
export interface RequestName<Params, Result> {
  readonly method: string;
  /** Never present at run time; carries the types. */
  readonly types?: { params: Params; result: Result };
}
export interface NotificationName<Params> {
  readonly method: string;
  readonly types?: { params: Params };
}
const request = <Params, Result>(method: string): RequestName<Params, Result> => ({ method });
const notification = <Params>(method: string): NotificationName<Params> => ({ method });

/** Sent by a client as `initialize.initializationOptions`. */
export interface Hello {
  readonly protocol: number;
  /** From the 0600 file beside the socket. */
  readonly token: string;
  readonly client: 'window' | 'command';
  /** The client's product version: a newer window replaces an older daemon. */
  readonly version: string;
  /** VS Code's machine settings; a command sends what its environment and `--config` name. */
  readonly settings: Settings;
  /** Of the window's folders; absent: nothing is hidden. */
  readonly excluded?: readonly Excluded[];
}

/** What an editor hides in a folder. */
export interface Excluded {
  /** The folder's URI. */
  readonly folder: string;
  /** Globs of VS Code's `files.exclude`, relative to the folder. */
  readonly globs: readonly string[];
}

/** Returned in `initialize`'s result as `serverInfo.version` and `experimental.guardrail`. */
export interface Welcome {
  readonly protocol: number;
  readonly version: string;
  readonly pid: number;
}

/**
 * What a client asks the daemon to use. Strings left out are not asked for. Secrets travel here and are
 * kept in memory only.
 */
export interface Settings {
  readonly team?: string;
  readonly jira?: {
    readonly site?: string;
    readonly email?: string;
    readonly token?: string;
    /** The site that the token was typed for, which need not be in the settings; absent: `site`. */
    readonly tokenSite?: string;
    readonly project?: string;
  };
  readonly aws?: { readonly profile?: string; readonly region?: string; readonly endpoint?: string };
  readonly configFile?: string;
  /** When each value (`team`, `jira.site` …) was given, in ms since 1970; absent: when it arrives. */
  readonly since?: Readonly<Record<string, number>>;
}

/**
 * Any client, before it says anything else: the daemon shows that it knows the token, which is in a file that only its
 * user can read. A client that was not shown it says nothing to who listens there: the handshake carries secrets, and
 * on Windows any user of the machine can open a pipe of this name first. `nonce`: random, new each time.
 * `proof`: the HMAC-SHA-256 of `proofText(nonce)` with the token as its key, in hexadecimal.
 */
export const proveDaemon = request<{ nonce: string }, { proof: string }>('guardrail/daemon/prove');
export function proofText(nonce: string): string {
  return `guardrail daemon ${nonce}`;
}
/**
 * Any client: the findings of the team that fail now, or `all`. A window also gets those that are resolved
 * (`resolvedAt`) while their ticket is not done.
 */
export const listFindings = request<
  { all?: boolean; team?: string },
  { version: number; findings: FindingView[] }
>('guardrail/findings/list');
/** Any client: when a finding was last seen to fail, by key; without a key, of all findings of the team. ISO 8601, UTC. */
export const listLastSeen = request<{ finding?: string }, { lastSeen: Readonly<Record<string, string>> }>(
  'guardrail/findings/lastSeen',
);
/** What differs from what a window was told of findings, of those that `listFindings` returns to a window. */
export interface FindingsChange {
  readonly version: number;
  readonly changed: readonly FindingView[];
  /** Keys. */
  readonly removed: readonly string[];
  /** New links of findings that are the same otherwise. */
  readonly links?: readonly LinksChange[];
}
/** One link and the keys of the findings that have it now. */
export interface LinksChange {
  readonly link: Link;
  readonly findings: readonly string[];
}
/** Daemon → window: what changed since the window's list, or since it was told last. */
export const findingsChanged = notification<FindingsChange>('guardrail/findings/changed');
export const listTickets = request<Record<string, never>, { version: number; tickets: TicketView[] }>(
  'guardrail/tickets/list',
);
export const ticketsChanged = notification<{ version: number; changed: TicketView[]; removed: string[] }>(
  'guardrail/tickets/changed',
);
/** Any client: "I checked this". Answered when Jira confirmed, or when the review is kept for later. */
export const reviewTicket = request<ReviewParams, ReviewResult>('guardrail/tickets/review');
/**
 * Any client: withdraw a review that waits or is in conflict. `review`: that one alone, whatever site it is for. The
 * ticket is absent if the team's list does not have it.
 */
export const withdrawReview = request<{ ticket: string; review?: string }, { ticket?: TicketView }>(
  'guardrail/tickets/withdraw',
);
/** Any client: the reviews that Jira has not confirmed, for every site, in the order they were made. */
export const listReviews = request<Record<string, never>, { reviews: KeptReview[] }>(
  'guardrail/reviews/list',
);
/** Window → daemon: a person says which declaration a finding's resource is, or is not; remembered on this machine. */
export const chooseLink = request<ChooseLinkParams, Record<string, never>>('guardrail/chooseLink');
/** Window → daemon: where the type of a finding's resource is declared in this window's folders. */
export const listDeclarations = request<{ finding: string }, Declarations>('guardrail/declarations');
/** Any client: one full pass now. Reports LSP work-done progress on `workDoneToken`; can be cancelled. */
export const runSync = request<{ workDoneToken?: string }, SyncReport>('guardrail/sync/run');
export const getStatus = request<Record<string, never>, Status>('guardrail/status');
/** Daemon → window: the status, if it is another one. Without `failed`: that is as it was told last. */
export const statusChanged = notification<Omit<Status, 'failed'> & Partial<Pick<Status, 'failed'>>>(
  'guardrail/status/changed',
);
/** Window → daemon: its machine settings or its Jira token changed. They are one window's: others keep theirs. */
export const settingsChanged = notification<Settings>('guardrail/settings/changed');
/** Window → daemon: what is in use for Jira and what decides it. Nothing secret is returned. */
export const getJiraInUse = request<Record<string, never>, JiraInUse>('guardrail/jira/inUse');
/** Window → daemon: asks Jira who this would be, with what the environment and the file decide; keeps nothing. */
export const checkJira = request<TypedAccount, JiraAccount>('guardrail/jira/check');
/** Window → daemon: the projects of Jira that this account, or without one the account in use, may see; keeps nothing. */
export const listJiraProjects = request<TypedAccount, JiraProjects>('guardrail/jira/projects');
/** Window → daemon: forget this window's token. Returns what is in use then: others may still sign in. */
export const signOutOfJira = request<Record<string, never>, JiraInUse>('guardrail/jira/signOut');
/** Window → daemon: its folders hide something else now. */
export const excludedChanged = notification<{ excluded: readonly Excluded[] }>('guardrail/excluded/changed');
/** Window → daemon: the AWS profiles of this machine by name, sorted; none where there are no files. */
export const listProfiles = request<Record<string, never>, { profiles: string[] }>('guardrail/aws/profiles');
/** Any client: finish writes and stop (a newer version is about to start, or a person asked). */
export const stopDaemon = request<Record<string, never>, Record<string, never>>('guardrail/daemon/stop');

/** JSON-RPC error code of a `Problem`; `error.data` is `{code}` and `error.message` is for a person. */
export const problemErrorCode = -32050;
/** The commands that lenses, hovers and quick fixes name; the window implements them. Argument: a key; for `decideLink`, `ChooseLinkParams`. */
export const clientCommands = {
  openFinding: 'guardrail.finding.open',
  reviewFinding: 'guardrail.finding.review',
  chooseLink: 'guardrail.link.choose',
  decideLink: 'guardrail.link.decide',
} as const;
