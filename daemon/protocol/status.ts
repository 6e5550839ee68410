import type { JiraConnectionFacts } from './account.ts';
import type { DivergenceCounts } from './divergence.ts';
import type { Source } from './findings.ts';
import { request, returns, windowNotification } from './message.ts';
import type { KeptReview } from './reviews.ts';
import { nothing } from './schema.ts';

/** One account, region and source: whether it was read. */
export interface CoverageEntry {
  readonly account: string;
  readonly region: string;
  readonly source: Source | 'stacks' | 'tickets';
  readonly ok: boolean;
  /** When it was last read in full, ISO 8601; absent if never. */
  readonly readAt?: string;
  /** The code of `problem`: places with the same code have the same cause. Absent if nothing failed, or for a text of an old store. */
  readonly code?: string;
  /** Why it could not be read, and what to do; in the session's language. */
  readonly problem?: string;
  /** A limit of the reading, or why nothing is read here although nothing failed; in the session's language. */
  readonly note?: string;
}

/** How old the data of one source is, over all accounts and regions in which it is read. */
export interface SourceAge {
  readonly source: CoverageEntry['source'];
  /** When the part that was not read completely for the longest time was read, ISO 8601; absent if no part ever was. */
  readonly readAt?: string;
  /** How many accounts and regions could not be read. */
  readonly failed: number;
}

/** A file or folder of the window that is not read, or that cannot be used. */
export interface TemplateFailure {
  /** Absolute path; the URI of a virtual folder. */
  readonly file: string;
  readonly isFolder?: true;
  /** Why, and what to do; in the session's language. */
  readonly error: string;
}

/** The daemon's knowledge, its age, and its gaps. Only with it does "no findings" mean something. */
export interface Status {
  /** Version of the store's content: grows with every change. */
  readonly version: number;
  readonly team?: string;
  readonly configured: boolean;
  readonly syncing: boolean;
  /** When AWS was last read to the end, with or without gaps (`failed` lists them). */
  readonly lastSync?: string;
  /** When Jira was last read to the end. */
  readonly ticketsRead?: string;
  /** How Jira was reached; absent until its tickets were read since the daemon started. */
  readonly jira?: JiraConnectionFacts;
  readonly complete: boolean;
  /** How many findings and tickets disagree, by code; absent if none does. */
  readonly divergences?: DivergenceCounts;
  readonly failed: readonly CoverageEntry[];
  readonly read: number;
  /** The age of each source that the last run tried; absent before the first run. */
  readonly sources?: readonly SourceAge[];
  /** Parts that are not read or not found on purpose: one line for each cause, in the session's language. */
  readonly notes: readonly string[];
  /** Problems of everything (no team, bad token, unreachable host), the worst first, each on one line with its next step. */
  readonly problems: readonly { readonly code: string; readonly text: string }[];
  /** Reviews that no ticket of the list shows: its ticket is gone or in another project, or it is for another site. */
  readonly hiddenReviews?: readonly KeptReview[];
  readonly templates: {
    readonly read: number;
    /** `reading`: more are to come; `partial`: the user stopped the reading. Until `read`, no finding is called undeclared. */
    readonly state: 'reading' | 'read' | 'partial';
    readonly failed: readonly TemplateFailure[];
  };
}

/** The daemon's status now. */
export const getStatus = request({
  method: 'guardrail/status',
  sender: 'client',
  params: nothing,
  result: returns<Status>(),
});

/** The members of the status that differ from what the window received; all of them at first. `null`: it is absent now. */
export type StatusChange = { readonly [Name in keyof Status]?: Status[Name] | null };

/** Returns the status after a change. @param before `undefined` at first. */
export function statusAfter(before: Status | undefined, change: StatusChange): Status {
  const after = { ...before, ...change };
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null)) as unknown as Status;
}

/** Reports the changes of the status since the window joined. */
export const statusChanged = windowNotification<StatusChange>('guardrail/status/changed');
