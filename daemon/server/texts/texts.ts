import type { NoteFacts, ProblemFacts } from '../../domain/problems/facts.ts';

/** Every sentence of the daemon in one language. A missing sentence does not compile. */
export interface Texts {
  readonly problems: ProblemTexts;
  readonly notes: NoteTexts;
}

export type ProblemTexts = {
  readonly [Code in keyof ProblemFacts]: (facts: ProblemFacts[Code]) => ProblemText;
};

export interface ProblemText {
  /** What happened: whole sentences. */
  readonly what: string;
  /** What the user does next: whole sentences. */
  readonly next: string;
}

export type NoteTexts = {
  readonly [Code in keyof NoteFacts]: (facts: NoteFacts[Code]) => string;
};
