/** A string literal: the text between the quotes as written, and its 0-based line. */
interface GroovyString {
  readonly text: string;
  readonly line: number;
}

const quotes = ["'''", '"""', "'", '"'] as const;

/**
 * Returns the strings of a Groovy text. A quote that is not closed is an ordinary character, such as an
 * apostrophe in a comment. Three quotes must be closed before the end of the text, one quote before the end
 * of its line.
 */
export function groovyStrings(text: string): GroovyString[] {
  const found: GroovyString[] = [];
  /**
   * For each quote, the offset up to which it is known to have no partner, so that the text is not searched
   * again.
   */
  const unclosed = new Map<string, number>();
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const quote = quotes.find((each) => text.startsWith(each, at) && at >= (unclosed.get(each) ?? 0));
    if (quote === undefined) {
      if (text[at] === '\n') line++;
      at++;
      continue;
    }
    const start = at + quote.length;
    const end = quote.length === 3 ? text.indexOf(quote, start) : closingOnLine(text, start, quote);
    if (end < 0) {
      unclosed.set(quote, quote.length === 3 ? text.length : endOfLine(text, start));
      continue;
    }
    found.push({ text: text.slice(start, end), line });
    for (; at < end + quote.length; at++) if (text[at] === '\n') line++;
  }
  return found;
}

/** Returns the offset of the closing quote, or -1 if the line has no such quote. */
function closingOnLine(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\' && text[at + 1] !== '\n') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
