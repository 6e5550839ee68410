/** Offsets to 0-based lines and UTF-16 columns. Lines end with LF, CRLF or a lone CR, as in an editor. */
export interface Positions {
  line(offset: number): number;
  column(offset: number): number;
}

export function positionsIn(text: string): Positions {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
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
  return { line, column: (offset) => offset - (starts[line(offset)] ?? 0) };
}
