import type { Source } from '#protocol/findings.ts';

/** Problems of sync runs, and of the tickets that they read. */
export interface SyncProblems {
  /** The run was ended after this many minutes. */
  'sync-too-long': { readonly minutes: number };
  /** A bug; the log has the details. */
  'pass-failed': object;
  /** The site listed tickets in an unknown form. `named`: the first of `tickets`, each with the field that is unknown. */
  'tickets-unreadable': {
    readonly tickets: number;
    readonly named: readonly { readonly key?: string; readonly id?: string; readonly field: string }[];
  };
  /** The search lists none of the `known` tickets, and Jira does not say that all of them are gone. */
  'jira-tickets-not-listed': { readonly known: number };
  /** Jira has none of the `known` tickets any more. */
  'jira-tickets-gone': { readonly known: number };
}

export interface SyncNotes {
  /** Tickets that belong to a project that is not read. `named`: the first of `tickets`, with their old and new keys. */
  'tickets-moved': {
    readonly tickets: number;
    readonly named: readonly { readonly from: string; readonly to: string }[];
  };
  /** Steps of a run. */
  'accounts-read': { readonly accounts: number };
  'source-read': {
    readonly account: string;
    readonly region: string;
    readonly source: Source | 'stacks';
  };
  'findings-read': { readonly findings: number };
  'tickets-read': { readonly tickets: number };
}
