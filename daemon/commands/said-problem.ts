/** A problem that the daemon has already worded in the command's language. */
export class SaidProblem extends Error {
  readonly code: string;

  /** @param sentence What happened, and the next step. */
  constructor(code: string, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'SaidProblem';
    this.code = code;
  }
}
