const lineBreak = '⏎';

/** A text of several lines in a box of one: the box would drop the breaks, and what was written on a page with them. */
export function lineShown(text: string): string {
  return text.replace(/\r\n?|\n/g, lineBreak);
}

/** What `lineShown` showed, or the user wrote there. */
export function lineTyped(line: string): string {
  return line.replaceAll(lineBreak, '\n');
}
