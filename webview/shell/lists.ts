/** Returns parts as a list in the page's language: `a, b, c`. */
export function listOf(parts: readonly string[]): string {
  return new Intl.ListFormat(document.documentElement.lang, { style: 'narrow', type: 'conjunction' }).format(
    parts,
  );
}
