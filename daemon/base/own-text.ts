/** V8 copies a shorter part of a text, and only refers to the text for a longer one. */
const minReferringCharacters = 13;

/**
 * Returns an equal text with memory of its own. A part of a text (`slice`, a match) keeps all of that text in memory: the id of a
 * resource keeps its whole template.
 */
export function ownText(text: string): string {
  return text.length < minReferringCharacters ? text : JSON.parse(JSON.stringify(text));
}
