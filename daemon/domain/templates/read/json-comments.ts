import { stripComments } from 'jsonc-parser';

/**
 * Matches where a comment may begin, but not in a URL, ARN or path. Most texts have no match and are not
 * searched further.
 */
const mayBegin = /(?<![^\s{}[\],:]|[A-Za-z]:)\/[/*]/;

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
  const text = stripComments(json, ' ');
  if (text === json || !isJson(text)) return undefined;
  let first = 0;
  while (text[first] === json[first]) first++;
  return { text, line: linesBefore(json, first) };
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
