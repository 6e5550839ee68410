import type { Text } from '../../base/text.ts';
import type { NoteFacts } from './facts.ts';
import type { Problem } from './problem.ts';

/**
 * One sentence for the user, as data: a note, or a problem that is kept and shown later. It can be stored and sent;
 * `server/texts/` puts it into words. (Until every room has moved its sentences there, a note may be a `Text`; then it is code and facts.)
 */
export type Note = Text & { readonly code?: string; readonly facts?: object };

/** A note of this code. The compiler checks that its facts are those that the sentence needs. */
export function note<Code extends keyof NoteFacts>(code: Code, facts: NoteFacts[Code]): Note {
  return { code, facts } as object as Note;
}

/** The facts of a note if it is of this code. */
export function factsOf<Code extends keyof NoteFacts>(given: Note, code: Code): NoteFacts[Code] | undefined {
  return given.code === code ? (given.facts as NoteFacts[Code]) : undefined;
}

/** A problem as a note, with what happened and the next step. */
export function noteOf(problem: Problem): Note {
  if (problem.hasTexts) return { en: line(problem, 'en', ' '), ja: line(problem, 'ja', '') };
  return { code: problem.code, facts: problem.facts } as object as Note;
}

function line({ what, next }: Problem, locale: 'en' | 'ja', separator: string): string {
  return `${what[locale]}${separator}${next[locale]}`;
}
