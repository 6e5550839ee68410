import type { TextBlock } from '#protocol/text-blocks.ts';
import { addressesInDocument, textOfDocument } from './cloud/adf.ts';
import { blocksOfDocument } from './cloud/adf-blocks.ts';
import { addressesInWiki, textOfWiki } from './data-center/wiki-text.ts';
import { linkedParts } from './text-parts.ts';

/** A longer text is cut off. */
const maxCharacters = 32_767;
const maxBlocks = 300;

/**
 * Returns the plain text of a rich text: Cloud's document, or the wiki text of Data Center, which is a string.
 * Drops marks, links and media, so that nothing in a ticket becomes markup or a command. Empty for a value
 * that is neither.
 */
export function plainTextOf(richText: unknown): string {
  return typeof richText === 'string' ? textOfWiki(richText) : textOfDocument(richText);
}

/** Returns the blocks of a rich text, for a page. Wiki text has paragraphs alone. */
export function blocksOf(richText: unknown): TextBlock[] {
  if (typeof richText !== 'string') return blocksOfDocument(richText);
  return textOfWiki(richText)
    .slice(0, maxCharacters)
    .split('\n', maxBlocks)
    .map((line) => ({ kind: 'paragraph', parts: linkedParts(line) }));
}

/** Returns the URLs of a rich text's links and cards. They are only matched, never opened. */
export function addressesIn(richText: unknown): string[] {
  return typeof richText === 'string' ? addressesInWiki(richText) : addressesInDocument(richText);
}
