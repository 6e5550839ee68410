/**
 * A word in the form of ids: `sg-0a1b`, `logs.example.com`, `S3_BUCKET`. Hyphens, dots, `+` and `@` belong to
 * a word if they are between its letters. Japanese next to an id does not belong to it.
 */
const word = /[A-Za-z0-9_]+(?:[-.+@]+[A-Za-z0-9_]+)*|[^\x20-\x7e\s\p{P}\p{S}]+/gu;

/** The same for texts of ASCII, several times as fast. */
const asciiWord = /[A-Za-z0-9_]+(?:[-.+@]+[A-Za-z0-9_]+)*/g;
const isAscii = /^[\0-\x7f]*$/;

export function wordsOf(text: string): Set<string> {
  return new Set(text.match(isAscii.test(text) ? asciiWord : word));
}

/**
 * Returns whether `text` contains `phrase` as a whole, not as a part of something longer: `logs-old` does not
 * contain `logs`, `/aws/lambda/pay/blue` does not contain `/aws/lambda/pay`, but `function/pay` contains
 * `pay`.
 */
export function standsIn(text: string, phrase: string): boolean {
  const first = phrase.at(0);
  const last = phrase.at(-1);
  if (first === undefined || last === undefined) return false;
  const joints = new Set([...'.+@', ...[...'/:'].filter((joint) => phrase.includes(joint))]);
  const continues = (edge: string, next: string | undefined, after: string | undefined) =>
    next !== undefined &&
    (/[A-Za-z0-9_-]/.test(next) ||
      (joints.has(next) && after !== undefined && /[A-Za-z0-9_]/.test(after)) ||
      (!/[\x20-\x7e]/.test(edge) && /[\p{L}\p{N}]/u.test(next)));

  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    if (!continues(first, text[at - 1], text[at - 2]) && !continues(last, text[end], text[end + 1]))
      return true;
  }
  return false;
}
