/**
 * Returns a person's initials for a narrow row: `AM` of `Aiko Mori`, `A` of `admin@example.com`, and of a Japanese name the family
 * name, two characters at most, because too many share one character. Returns '' for a name without letters.
 */
export function initialsOf(name: string): string {
  const words = (name.split('@')[0] ?? '')
    .split(/[^\p{L}\p{M}\p{N}'\u2019]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+/u, ''))
    .filter((word) => word !== '');
  const [first = '', ...others] = words;
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first))
    return [...first].slice(0, 2).join('');
  return [first, others.at(-1) ?? ''].map((word) => [...word][0]?.toLocaleUpperCase() ?? '').join('');
}
