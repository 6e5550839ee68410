import type { LineRange } from '../template.ts';
import type { ParsedText } from './parse.ts';
import { type Positions, positionsIn } from './positions.ts';

/**
 * Converts offsets of the parsed text to a range of the written one. A range over several lines ends with its
 * first line.
 */
export type ToRange = (start: number, end: number) => LineRange;

export function rangesIn({ text, pads }: ParsedText): ToRange {
  const at = new LineCursor(text);
  return (start, end) => {
    at.moveTo(start);
    const column = start - at.start - (pads.get(at.line) ?? 0);
    return [at.line, column, column + Math.min(end, at.end) - start];
  };
}

/**
 * Counts lines while offsets arrive in the order of the text, which costs less than a table of all lines. The
 * table is created if a carriage return may end a line, or when an offset goes back, which happens after an
 * alias.
 */
class LineCursor {
  line = 0;
  /** Start of the line. */
  start = 0;
  /** End of the line's text, before its line end. */
  end: number;
  private readonly text: string;
  private table: Positions | undefined;

  constructor(text: string) {
    this.text = text;
    this.table = text.includes('\r') ? positionsIn(text) : undefined;
    this.end = this.lineEnd();
  }

  moveTo(offset: number): void {
    if (offset < this.start) this.table ??= positionsIn(this.text);
    if (this.table) this.lookUp(offset, this.table);
    else while (offset > this.end && this.end < this.text.length) this.stepOn();
  }

  private stepOn(): void {
    this.line++;
    this.start = this.end + 1;
    this.end = this.lineEnd();
  }

  private lineEnd(): number {
    const end = this.text.indexOf('\n', this.start);
    return end === -1 ? this.text.length : end;
  }

  private lookUp(offset: number, table: Positions): void {
    this.line = table.line(offset);
    this.start = table.offset(this.line, 0);
    this.end = table.lineEnd(this.line);
  }
}
