import type { CauseReason } from '../../domain/linking/causes/cause-reason.ts';
import type { Evidence } from '../../domain/linking/evidence.ts';
import type { NoteFacts, ProblemFacts } from '../../domain/problems/facts.ts';
import type { Note } from '../../domain/problems/note.ts';

/** Every sentence of the daemon in one language. A missing sentence does not compile. */
export interface Texts {
  readonly problems: ProblemTexts;
  readonly notes: NoteTexts;
  readonly workspace: WorkspaceTexts;
  /** Why a link leads where it does: whole sentences. */
  readonly evidence: (evidence: Evidence) => string;
  /** The cause of a finding in a template: whole sentences. */
  readonly cause: (reasons: readonly CauseReason[]) => string;
}

/** Sentences about a window's folders. Lines are 0-based. */
export interface WorkspaceTexts {
  /** @param reason part of a sentence */
  unusableTemplate(reason: string): string;
  atLine(line: number, sentence: string): string;
  /** Files that were looked at, of as many as were found. */
  readingTemplates(read: number, found: number): string;
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
  /** @param say Puts a note that the facts hold into the same language. */
  readonly [Code in keyof NoteFacts]: (facts: NoteFacts[Code], say: (note: Note) => string) => string;
};
