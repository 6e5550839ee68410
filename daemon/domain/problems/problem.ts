import type { MoveChoice, MoveView } from '#protocol/moves.ts';
import type { ProblemFacts } from './facts.ts';
import type { FieldFault } from './tickets.ts';

export type ProblemCode = keyof ProblemFacts;

/**
 * Something that went wrong and that the user can fix. Everything else that is thrown is a bug.
 *
 * A problem carries facts and no sentences: `server/texts/` has the sentences (what happened, and what to do next) in each
 * language. Problems come from named factories next to the code that detects them. `code` is stable: programs and tests
 * compare it.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** The sentences are made from these. Plain data: they can be stored and sent. */
  readonly facts: object;
  readonly details: ProblemDetails;

  /** For a code that is known only at run time. Otherwise `problem` checks the facts. */
  constructor(code: ProblemCode, facts: object, { cause, ...details }: ProblemOptions = {}) {
    super(`${code} ${JSON.stringify(facts)}`, cause === undefined ? undefined : { cause });
    this.name = 'Problem';
    this.code = code;
    this.facts = facts;
    this.details = details;
  }
}

/** A problem of this code. The compiler checks that its facts are those that the sentences need. */
export function problem<Code extends ProblemCode>(
  code: Code,
  facts: ProblemFacts[Code],
  options: ProblemOptions = {},
): Problem {
  return new Problem(code, facts, options);
}

export interface ProblemOptions extends ProblemDetails {
  readonly cause?: unknown;
}

/** More about a problem, for programs. */
export interface ProblemDetails {
  /** No connection was made: the service cannot have acted. */
  readonly unsent?: true;
  /** HTTP status of the response. */
  readonly status?: number;
  /** The moves that the user chooses from. */
  readonly choices?: readonly MoveChoice[];
  /** The first steps of ways that no single move replaces. */
  readonly ways?: readonly MoveChoice[];
  /** The move whose screen asks for fields. */
  readonly move?: MoveView;
  /** Faults in single fields of that move. */
  readonly faults?: readonly FieldFault[];
  /** Jira's sentences about single fields, by the field's id. */
  readonly fieldErrors?: Readonly<Record<string, string>>;
}
