/** Problems of the handshake and of requests. */
export interface ServerProblems {
  /** The client did not send the daemon's token. */
  'handshake-refused': object;
  /** Versions of the product. */
  'protocol-differs': { readonly client: string; readonly daemon: string };
  /** `setting`: the variable or option whose value differs from the daemon's: `GUARDRAIL_TEAM`. */
  'daemon-differs': { readonly setting: string };
  'daemon-running': object;
  /** `team`: the requested one; `inUse`: the daemon's, if there is one. */
  'team-differs': { readonly team: string; readonly inUse?: string };
  'finding-unknown': { readonly finding: string };
  /** `type`: of the finding's resource. */
  'place-not-declared': { readonly file: string; readonly logicalId: string; readonly type: string };
  /** The daemon uses another Jira site than the one whose ticket the user saw. */
  'ticket-elsewhere': { readonly ticket: string };
  'ticket-not-read': { readonly ticket: string };
}
