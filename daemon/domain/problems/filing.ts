import type { AskedField, FieldFault } from './tickets.ts';

/** Problems of tickets that a person files for a finding. */
export interface FilingProblems {
  /** The finding has a ticket already. */
  'ticket-exists': { readonly ticket: string };
  /** No project, or several: the person chooses one. */
  'filing-project-open': { readonly projects: readonly string[] };
  'issue-type-unknown': {
    readonly project: string;
    readonly issueType: string;
    readonly offered: readonly string[];
  };
  /** The account may not create tickets in the project. */
  'filing-not-permitted': { readonly project: string };
  'filing-needs-fields': {
    readonly project: string;
    readonly issueType: string;
    readonly faults: readonly FieldFault[];
    readonly asked: readonly AskedField[];
  };
  /** Jira did not answer, so that it is not known whether it created the ticket. */
  'filing-unsettled': { readonly project: string };
  /** The user withdrew it before the request was sent. */
  'filing-withdrawn': { readonly project: string };
}
