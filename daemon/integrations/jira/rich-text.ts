import { addressesInDocument, textOfDocument } from './cloud/adf.ts';
import { addressesInWiki, textOfWiki } from './data-center/wiki-text.ts';

/**
 * Returns the plain text of a rich text: Cloud's document, or the wiki text of Data Center, which is a string.
 * Drops marks, links and media, so that nothing in a ticket becomes markup or a command. Empty for a value
 * that is neither.
 */
export function plainTextOf(richText: unknown): string {
  return typeof richText === 'string' ? textOfWiki(richText) : textOfDocument(richText);
}

/** Returns the URLs of a rich text's links and cards. They are only matched, never opened. */
export function addressesIn(richText: unknown): string[] {
  return typeof richText === 'string' ? addressesInWiki(richText) : addressesInDocument(richText);
}
