import { addressesInDocument, textOfDocument } from './cloud/adf.ts';

/**
 * Returns the plain text of a rich text. Drops its marks, links and media, so that nothing in a ticket becomes
 * markup or a command. Empty for a value that is not rich text.
 */
export function plainTextOf(richText: unknown): string {
  return typeof richText === 'string' ? richText : textOfDocument(richText);
}

/** Returns the URLs of a rich text's links and cards. They are only matched, never opened. */
export function addressesIn(richText: unknown): string[] {
  return addressesInDocument(richText);
}
