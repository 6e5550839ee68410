/** JSON-RPC error code of a problem that the user can fix: `error.data` is `ProblemData`, `error.message` is for the user. */
export const problemErrorCode = -32050;

export interface ProblemData {
  /** Stable: programs compare it. */
  readonly code: string;
  /** With `move-ambiguous`: the moves that the user chooses from. */
  readonly choices?: readonly MoveChoice[];
}

/** A move that Jira offers. */
export interface MoveChoice {
  readonly id: string;
  readonly name: string;
  /** The name of the status that it leads to. */
  readonly to: string;
}
