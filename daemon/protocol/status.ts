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
  /** Why it could not be read, and what to do; in the session's language. */
  readonly problem?: string;
  /** A limit of the reading, or why nothing is read here although nothing failed; in the session's language. */
  readonly note?: string;
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
    readonly failed: readonly { readonly file: string; readonly error: string }[];
  };
}

/** The daemon's status now. */
export const getStatus = request({
  method: 'guardrail/status',
  sender: 'client',
  params: nothing,
  result: returns<Status>(),
});

/** The status, if it differs from the last one. Without `failed`: that is unchanged. */
export const statusChanged = windowNotification<Omit<Status, 'failed'> & Partial<Pick<Status, 'failed'>>>(
  'guardrail/status/changed',
);
