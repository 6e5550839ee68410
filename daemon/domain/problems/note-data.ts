import type { Text } from '../../base/text.ts';

/**
 * One sentence for the user, as data: a note, or a problem that is kept and shown later. It can be stored and sent;
 * `server/texts/` puts it into words.
 */
export interface Note {
  readonly code: string;
  readonly facts: object;
}

/**
 * A note as a store may contain it. Versions before schema 9 stored the sentence itself, in each language.
 */
export type StoredNote = Note | Text;
