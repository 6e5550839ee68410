/**
 * Converts offsets to 0-based lines and UTF-16 columns. Lines end with LF, CRLF or a lone CR, as in an
 * editor.
 */
export interface Positions {
  line(offset: number): number;
  column(offset: number): number;
  offset(line: number, column: number): number;
  /** Returns the end of a line's text, before its line end. */
  lineEnd(line: number): number;
}

export function positionsIn(text: string): Positions {
  const starts = lineStarts(text);
  const line = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    line,
    column: (offset) => offset - (starts[line(offset)] ?? 0),
    offset: (at, column) => (starts[at] ?? text.length) + column,
    lineEnd: (at) => {
      const next = starts[at + 1];
      if (next === undefined) return text.length;
      return text[next - 1] === '\n' && text[next - 2] === '\r' ? next - 2 : next - 1;
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
    }
  } else {
    // The usual case. A search is several times faster than a test of every character.
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  }
  return starts;
}
