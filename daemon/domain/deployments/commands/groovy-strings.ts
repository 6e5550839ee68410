/** The text between the quotes, as written. 0-based line. */
interface GroovyString {
  readonly text: string;
  readonly line: number;
}

const quotes = ["'''", '"""', "'", '"'] as const;

/**
 * The strings of a Groovy text. A quote that is not closed, three of them before the end of the text, one before the end
 * of its line, stands for itself: an apostrophe in a comment.
 */
export function groovyStrings(text: string): GroovyString[] {
  const found: GroovyString[] = [];
  /** Up to where each quote is known to have no partner: it is not looked for again. */
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

/** -1 if there is none. */
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
