import type { Source } from './findings.ts';
import type { KeptReview } from './tickets.ts';

/** One account, region and source: read or not. */
export interface CoverageEntry {
  readonly account: string;
  readonly region: string;
  readonly source: Source | 'stacks' | 'tickets';
  readonly ok: boolean;
  /** When it was last read in full, ISO 8601; absent if never. */
  readonly readAt?: string;
  /** Why it could not be read, and what to do; in the session's language. */
  readonly problem?: string;
  /** What limits the reading, or why nothing is read here, without it being a failure; in the session's language. */
  readonly note?: string;
}

/** What is known, how old it is, and what is missing: what makes "no findings" mean something. */
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
  readonly complete: boolean;
  readonly failed: readonly CoverageEntry[];
  readonly read: number;
  /** What is not read or not found, and is meant to be so: one line a cause, in the session's language. */
  readonly notes: readonly string[];
  /** Problems of the whole (no team, bad token, unreachable host), the worst first, each one line with its next step. */
  readonly problems: readonly { readonly code: string; readonly text: string }[];
  /** Reviews that no ticket of the list shows: its ticket is gone or in another project, or it is for another site. */
  readonly hiddenReviews?: readonly KeptReview[];
  readonly templates: {
    readonly read: number;
    /** `reading`: more are to come; `partial`: a person stopped that. Until `read`, no finding is called undeclared. */
    readonly state: 'reading' | 'read' | 'partial';
    readonly failed: readonly { readonly file: string; readonly error: string }[];
  };
}

export interface SyncReport {
  readonly team: string;
  readonly way: 'organization' | 'accounts';
  readonly accounts: number;
  readonly findings: { readonly failing: number; readonly added: number; readonly resolved: number };
  readonly tickets: { readonly total: number; readonly changed: number; readonly linked: number };
  /** Requests that were sent, by service and operation: `config:SelectAggregateResourceConfig` → 12. */
  readonly calls: Readonly<Record<string, number>>;
  /** Milliseconds. */
  readonly duration: number;
  /** To a command all places; to a window those that could not be read. */
  readonly coverage: readonly CoverageEntry[];
  /** What a reader should know: fallbacks taken, rules not recognised. In the session's language. */
  readonly notes: readonly string[];
}
