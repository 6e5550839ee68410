const lineBreak = '⏎';

/** Returns a text of several lines for a box of one line, which would drop the line breaks. */
export function lineShown(text: string): string {
  return text.replace(/\r\n?|\n/g, lineBreak);
}

/** Returns the text of a line that `lineShown` returned or the user typed. */
export function lineTyped(line: string): string {
  return line.replaceAll(lineBreak, '\n');
}
