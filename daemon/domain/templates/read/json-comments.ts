/** Where one may begin, and no address, ARN or path: most texts are not looked through any further. */
const mayBegin = /(?<![^\s{}[\],:]|[A-Za-z]:)\/[/*]/;
/**
 * Strings are passed over: an address holds `//`, an ARN may hold `/*`. What does not end is taken to the end of the
 * text, so that nothing is looked through twice.
 */
const stringOrComment = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** A JSON text with blanks for its comments. */
interface WithoutComments {
  readonly text: string;
  /** Of the first comment, 0-based. */
  readonly line: number;
}

/**
 * Takes the comments out of a JSON text, where every position stays what it was. Nothing where there are none, or where
 * what is left is no JSON: YAML may begin with a brace, too, and hold `//` in a plain text.
 */
export function withoutComments(json: string): WithoutComments | undefined {
  if (!mayBegin.test(json)) return undefined;
  let first: number | undefined;
  const text = json.replace(stringOrComment, (found, at: number) => {
    if (found.startsWith('"')) return found;
    first ??= at;
    return found.replace(/[^\r\n]/g, ' ');
  });
  return first !== undefined && isJson(text) ? { text, line: linesBefore(json, first) } : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function linesBefore(text: string, position: number): number {
  return text.slice(0, position).match(/\r\n|\n|\r/g)?.length ?? 0;
}
