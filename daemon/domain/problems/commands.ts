/** Problems of the `guardrail` commands. `socket`: the daemon's address. `pid`: absent if the daemon left no record. */
export interface CommandProblems {
  /** `command`: the words after `guardrail`. */
  'child-ended': { readonly command: string };
  'daemon-gone': object;
  'daemon-unproven': { readonly socket: string };
  'daemon-silent': { readonly pid?: number };
  'daemon-unstoppable': { readonly pid?: number };
  /** `host`: the machine that holds the state folder. */
  'daemon-elsewhere': { readonly host: string };
  'demo-failed': object;
  'folder-missing': { readonly folder: string };
  'review-not-kept': { readonly ticket: string };
  'filing-not-kept': { readonly finding: string };
  /** `actions`: their ids. */
  'action-of-several': { readonly ticket: string; readonly actions: readonly string[] };
  'review-of-several-sites': { readonly ticket: string; readonly sites: readonly string[] };
}
