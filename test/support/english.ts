import type { Note } from '../../daemon/domain/problems/note.ts';
import type { Problem } from '../../daemon/domain/problems/problem.ts';
import { sayNote, sayProblem } from '../../daemon/server/texts/say.ts';

/** Returns the English text of a note or a problem. Empty if there is no note or problem. */
export function english(said: Note | Problem | undefined): string {
  if (said === undefined) return '';
  return said instanceof Error ? sayProblem(said, 'en') : sayNote(said, 'en');
}
