import { columnsOf, printable } from './printable.ts';

export interface WrapOptions {
  /** The width of the terminal. Absent: one line, however long. */
  readonly columns?: number | undefined;
  /** Spaces in front of the first line. */
  readonly indent: number;
  /** Spaces in front of the other lines. */
  readonly hanging: number;
}

/** On a narrower terminal lines are broken as if it had this width. */
const minColumns = 40;
/** A word, or a character of a script without spaces, with the spaces after it. */
const pieces =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff01-\uff60]\s*|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff01-\uff60]+\s*/gu;
/** Japanese begins no line with these. */
const neverFirst = /^[\u3001\u3002\uff0c\uff0e\u300d\u300f\uff09\u3011\uff01\uff1f\u30fc\u30fb\uff1a]/u;

/** Returns the text on lines of at most `columns`, without control characters. A longer word, such as an address, stays whole. */
export function wrapped(text: string, { columns, indent, hanging }: WrapOptions): string[] {
  const plain = printable(text);
  if (columns === undefined) return [' '.repeat(indent) + plain];
  const width = Math.max(columns, minColumns);
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  for (const [piece] of plain.matchAll(pieces)) {
    const fits = columnsOf(line) + columnsOf(piece.trimEnd()) <= width;
    if (!fits && !isEmpty && !neverFirst.test(piece)) {
      lines.push(line.trimEnd());
      line = ' '.repeat(hanging);
    }
    line += piece;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}
