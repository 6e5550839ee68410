/** The longest reason of a review, in characters as people count them: an emoji of two UTF-16 units is one. */
export const maxReasonLength = 2_000;

/**
 * A typed reason as it is sent: line breaks are `\n`, and the ends are trimmed. Jira refuses a comment that holds other
 * control characters, so these are left out.
 */
export function reasonText(typed: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
  const unsendable = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
  return typed.replace(/\r\n?/g, '\n').replace(unsendable, '').trim();
}

/** Characters of the reason that would be sent. Takes no memory, however long the text is. */
export function reasonLength(typed: string): number {
  let length = 0;
  for (const _ of reasonText(typed)) length++;
  return length;
}
