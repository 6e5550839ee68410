import type { Note } from '../../daemon/domain/problems/note.ts';
import type { Problem } from '../../daemon/domain/problems/problem.ts';
import { sayNote, sayProblem } from '../../daemon/server/texts/say.ts';

/** Returns a note or a problem as the user reads it in English; an empty text for none. */
export function english(said: Note | Problem | undefined): string {
  if (said === undefined) return '';
  return said instanceof Error ? sayProblem(said, 'en') : sayNote(said, 'en');
}
