/**
 * A position where a comment may begin, and not a URL, ARN or path. Most texts have no such position and are
 * not searched further.
 */
const mayBegin = /(?<![^\s{}[\],:]|[A-Za-z]:)\/[/*]/;
/**
 * Strings are skipped, because a URL contains `//` and an ARN may contain `/*`. A string or comment without
 * an end extends to the end of the text, so that no part is searched twice.
 */
const stringOrComment = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** A JSON text in which blanks replace the comments. */
interface WithoutComments {
  readonly text: string;
  /** 0-based line of the first comment. */
  readonly line: number;
}

/**
 * Replaces the comments of a JSON text by blanks, so that every position stays the same. Returns `undefined`
 * if the text has no comments, or if the rest is not JSON: YAML may begin with a brace, too, and contain `//`
 * in a plain text.
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
