import type { Text } from '../../base/text.ts';

/**
<<<<<<< HEAD
 * One sentence for the user, as data: a note, or a problem that is kept and shown later. It can be stored and
 * sent; `server/texts/` puts it into words. (Until every room has moved its sentences there, a note may be a
 * `Text`. After that, it is only code and facts.)
=======
 * One sentence for the user, as data: a note, or a problem that is kept and shown later. It can be stored and sent;
 * `server/texts/` puts it into words.
>>>>>>> 954b2f6 (problems: carry facts alone, now that every room's sentences are in the catalogues)
 */
export interface Note {
  readonly code: string;
  readonly facts: object;
}

/** A note as a store may hold it: versions before schema 9 stored the sentence itself, in each language. */
export type StoredNote = Note | Text;
