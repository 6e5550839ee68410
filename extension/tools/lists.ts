import { wordLocale } from './word-locale.ts';

/** Returns parts as a list without "and": `a, b, c`. */
export function listOf(parts: readonly string[], locale = wordLocale()): string {
  // The first list in a language takes the system longer than an activation: one part needs none.
  const [only = ''] = parts;
  if (parts.length < 2) return only;
  return new Intl.ListFormat(locale, { style: 'narrow', type: 'conjunction' }).format(parts);
}
