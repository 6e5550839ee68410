/** Characters as users count them: an emoji of two UTF-16 units is one. */
export const maxReasonCharacters = 2_000;

/**
 * Returns a typed reason as it is sent: line breaks are `\n`, and the ends are trimmed. Jira refuses a comment with other
 * control characters, so these are removed.
 */
export function reasonText(typed: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this removes control characters.
  const unsendable = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
  return typed.replace(/\r\n?/g, '\n').replace(unsendable, '').trim();
}

/** Returns the number of characters that would be sent. Makes no array of them: the text may be long. */
export function reasonLength(typed: string): number {
  let length = 0;
  for (const _ of reasonText(typed)) length++;
  return length;
}
