import stringWidth from 'string-width';

/**
 * Returns text from outside (ticket summaries, resource names) in a form that is safe on one line. Replaces
 * with blanks: control characters, which could move a terminal's cursor or rewrite its screen; line
 * separators; direction marks; and invisible characters. Keeps characters that join letters and emoji.
 */
export function printable(text: string): string {
  return text.replace(unprintable, ' ').trim();
}

const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds.
  /(?:[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f)+/gu;

/** Like `printable`. A longer text is cut and ends with an ellipsis. @param maxCharacters UTF-16 units, with the ellipsis. */
export function printableName(text: string, maxCharacters: number): string {
  const line = printable(text);
  return line.length > maxCharacters ? `${line.slice(0, maxCharacters - 1).trimEnd()}…` : line;
}

/** Like `printable`, but keeps the indent of the line. */
export function printableLine(line: string): string {
  return (/^ */.exec(line)?.[0] ?? '') + printable(line);
}

/** Like `printable`, for a text of several lines: each line keeps its indent. */
export function printableText(text: string): string {
  return text.split('\n').map(printableLine).join('\n');
}

/**
 * Returns JSON for programs that is also safe on a terminal. Characters that `printable` removes are written
 * as escapes.
 * @param indent Spaces per level; 0 puts everything on one line.
 */
export function printableJson(value: unknown, indent = 2): string {
  // JSON already escapes control characters in strings. The others are its own line breaks.
  return JSON.stringify(value, null, indent).replace(unprintable, (found) =>
    found
      .split('')
      .map((unit) => (unit === '\n' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
      .join(''),
  );
}

/** Returns the number of columns that a text takes on a terminal. Wide characters and emoji take two. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Returns the text cut to `columns` with an ellipsis, or padded with spaces. */
export function fitted(text: string, columns: number): string {
  const width = columnsOf(text);
  if (width <= columns) return text + ' '.repeat(columns - width);
  let kept = '';
  let keptColumns = 0;
  for (const { segment } of characters.segment(text)) {
    const more = columnsOf(segment);
    if (keptColumns + more > columns - 1) break;
    kept += segment;
    keptColumns += more;
  }
  return `${kept}…${' '.repeat(Math.max(0, columns - 1 - keptColumns))}`;
}
