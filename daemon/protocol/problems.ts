import type { MoveChoice, MoveView } from './moves.ts';

/** JSON-RPC error code of a problem that the user can fix: `error.data` is `ProblemData`, `error.message` is for the user. */
export const problemErrorCode = -32050;

export interface ProblemData {
  /** Stable: programs compare it. */
  readonly code: string;
  /** With `move-ambiguous`: the moves that the user chooses from. */
  readonly choices?: readonly MoveChoice[];
  /**
   * With `no-move-to-review`: moves of which each may be the first step of a way to a review. The user confirms one, and the
   * client sends the review again with it in `via`.
   */
  readonly ways?: readonly MoveChoice[];
  /** With `move-needs-fields`, `fields-invalid` and `fields-refused`: the move, with the fields of its screen. */
  readonly move?: MoveView;
  /** With the same codes: what is wrong with single fields. */
  readonly faults?: readonly FieldFaultView[];
}

/** A fault in the value of a field of a move. */
export interface FieldFaultView {
  /** The field's id. */
  readonly field: string;
  /** In the session's language; Jira's own sentence if Jira refused the value. */
  readonly message: string;
}
