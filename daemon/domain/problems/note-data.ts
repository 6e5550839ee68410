import type { Text } from '../../base/text.ts';

/**
 * One sentence for the user, as data: a note, or a problem that is kept and shown later. It can be stored and
 * sent; `server/texts/` puts it into words. (Until every room has moved its sentences there, a note may be a
 * `Text`. After that, it is only code and facts.)
 */
export type Note = Text & { readonly code?: string; readonly facts?: object };
