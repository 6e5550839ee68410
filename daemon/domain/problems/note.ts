import type { NoteFacts } from './facts.ts';
import type { Note } from './note-data.ts';
import type { Problem } from './problem.ts';

export type { Note } from './note-data.ts';

/** Returns a note with this code. The compiler checks that its facts are those that the sentence needs. */
export function note<Code extends keyof NoteFacts>(code: Code, facts: NoteFacts[Code]): Note {
  return { code, facts } as object as Note;
}

/** Returns the facts of a note if it has this code. */
export function factsOf<Code extends keyof NoteFacts>(given: Note, code: Code): NoteFacts[Code] | undefined {
  return given.code === code ? (given.facts as NoteFacts[Code]) : undefined;
}

/** Returns a problem as a note: what happened, and the next step. */
export function noteOf(problem: Problem): Note {
  if (problem.hasTexts) return { en: line(problem, 'en', ' '), ja: line(problem, 'ja', '') };
  return { code: problem.code, facts: problem.facts } as object as Note;
}

function line({ what, next }: Problem, locale: 'en' | 'ja', separator: string): string {
  return `${what[locale]}${separator}${next[locale]}`;
}
