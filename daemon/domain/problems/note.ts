import type { NoteFacts } from './facts.ts';
import type { Note } from './note-data.ts';
import type { Problem } from './problem.ts';

export type { Note, StoredNote } from './note-data.ts';

/** Returns a note with this code. The compiler checks that its facts are those that the sentence needs. */
export function note<Code extends keyof NoteFacts>(code: Code, facts: NoteFacts[Code]): Note {
  return { code, facts };
}

/** Returns the facts of a note if it has this code. */
export function factsOf<Code extends keyof NoteFacts>(given: Note, code: Code): NoteFacts[Code] | undefined {
  return given.code === code ? (given.facts as NoteFacts[Code]) : undefined;
}

/** Returns a problem as a note: what happened, and the next step. */
export function noteOf({ code, facts }: Problem): Note {
  return { code, facts };
}
